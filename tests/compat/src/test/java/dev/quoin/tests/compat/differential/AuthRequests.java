package dev.quoin.tests.compat.differential;

import com.google.protobuf.Message;
import dev.quoin.protocol.auth.Permission;
import dev.quoin.protocol.auth.UserAddOptions;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.AuthDisableRequest;
import dev.quoin.protocol.rpc.AuthEnableRequest;
import dev.quoin.protocol.rpc.AuthRoleAddRequest;
import dev.quoin.protocol.rpc.AuthRoleDeleteRequest;
import dev.quoin.protocol.rpc.AuthRoleGetRequest;
import dev.quoin.protocol.rpc.AuthRoleGrantPermissionRequest;
import dev.quoin.protocol.rpc.AuthRoleListRequest;
import dev.quoin.protocol.rpc.AuthRoleRevokePermissionRequest;
import dev.quoin.protocol.rpc.AuthStatusRequest;
import dev.quoin.protocol.rpc.AuthUserAddRequest;
import dev.quoin.protocol.rpc.AuthUserChangePasswordRequest;
import dev.quoin.protocol.rpc.AuthUserDeleteRequest;
import dev.quoin.protocol.rpc.AuthUserGetRequest;
import dev.quoin.protocol.rpc.AuthUserGrantRoleRequest;
import dev.quoin.protocol.rpc.AuthUserListRequest;
import dev.quoin.protocol.rpc.AuthUserRevokeRoleRequest;
import dev.quoin.protocol.rpc.AuthenticateRequest;

/** Users and roles, while nobody needs one: without a user root, which is never made, they cannot be turned on. */
final class AuthRequests {

    private final Dice dice;

    AuthRequests(Dice dice) {
        this.dice = dice;
    }

    Step next(long head) {
        return switch (dice.below(4)) {
            case 0 -> user(head);
            case 1 -> roleOfUser(head);
            case 2 -> role(head);
            default -> whole(head);
        };
    }

    private Step whole(long head) {
        return switch (dice.below(5)) {
            case 0 -> Step.call(EtcdMethods.AUTH_ENABLE, AuthEnableRequest.getDefaultInstance(), head);
            case 1 -> Step.call(EtcdMethods.AUTH_DISABLE, AuthDisableRequest.getDefaultInstance(), head);
            case 2 -> Step.call(EtcdMethods.AUTH_STATUS, AuthStatusRequest.getDefaultInstance(), head);
            case 3 -> Step.call(EtcdMethods.AUTH_USER_LIST, AuthUserListRequest.getDefaultInstance(), head);
            default ->
                step(
                        EtcdMethods.AUTHENTICATE,
                        AuthenticateRequest.newBuilder().setName(name()).setPassword(dice.one("", "p")),
                        head);
        };
    }

    private Step user(long head) {
        return switch (dice.below(5)) {
            case 0, 1 -> step(EtcdMethods.AUTH_USER_ADD, add(), head);
            case 2 ->
                step(EtcdMethods.AUTH_USER_GET, AuthUserGetRequest.newBuilder().setName(name()), head);
            case 3 ->
                step(
                        EtcdMethods.AUTH_USER_DELETE,
                        AuthUserDeleteRequest.newBuilder().setName(name()),
                        head);
            default ->
                step(
                        EtcdMethods.AUTH_USER_CHANGE_PASSWORD,
                        AuthUserChangePasswordRequest.newBuilder()
                                .setName(name())
                                .setPassword(dice.one("", "p")),
                        head);
        };
    }

    private AuthUserAddRequest.Builder add() {
        AuthUserAddRequest.Builder add =
                AuthUserAddRequest.newBuilder().setName(name()).setPassword(dice.one("", "p"));
        return dice.coin() ? add : add.setOptions(UserAddOptions.newBuilder().setNoPassword(dice.coin()));
    }

    private Step roleOfUser(long head) {
        return dice.chance(3)
                ? step(
                        EtcdMethods.AUTH_USER_REVOKE_ROLE,
                        AuthUserRevokeRoleRequest.newBuilder().setName(name()).setRole(name()),
                        head)
                : step(
                        EtcdMethods.AUTH_USER_GRANT_ROLE,
                        AuthUserGrantRoleRequest.newBuilder().setUser(name()).setRole(name()),
                        head);
    }

    private Step role(long head) {
        return switch (dice.below(7)) {
            case 0, 1 ->
                step(EtcdMethods.AUTH_ROLE_ADD, AuthRoleAddRequest.newBuilder().setName(name()), head);
            case 2 ->
                step(EtcdMethods.AUTH_ROLE_GET, AuthRoleGetRequest.newBuilder().setRole(name()), head);
            case 3 ->
                step(
                        EtcdMethods.AUTH_ROLE_DELETE,
                        AuthRoleDeleteRequest.newBuilder().setRole(name()),
                        head);
            case 4 -> step(EtcdMethods.AUTH_ROLE_LIST, AuthRoleListRequest.newBuilder(), head);
            case 5 ->
                step(
                        EtcdMethods.AUTH_ROLE_REVOKE_PERMISSION,
                        AuthRoleRevokePermissionRequest.newBuilder()
                                .setRole(name())
                                .setKey(dice.key())
                                .setRangeEnd(dice.end()),
                        head);
            default -> step(EtcdMethods.AUTH_ROLE_GRANT_PERMISSION, grant(), head);
        };
    }

    private AuthRoleGrantPermissionRequest.Builder grant() {
        AuthRoleGrantPermissionRequest.Builder grant =
                AuthRoleGrantPermissionRequest.newBuilder().setName(name());
        return dice.chance(20)
                ? grant
                : grant.setPerm(Permission.newBuilder()
                        .setPermTypeValue(dice.chance(20) ? 9 : dice.below(3))
                        .setKey(dice.key())
                        .setRangeEnd(dice.end()));
    }

    private static Step step(EtcdMethods method, Message.Builder request, long head) {
        return Step.call(method, request.build(), head);
    }

    private String name() {
        return dice.chance(15) ? "" : dice.one("u", "v", "w");
    }
}
