package dev.quoin.core.auth.change;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.core.ask.Asker;
import dev.quoin.core.auth.rules.Access;
import dev.quoin.core.auth.state.LiveRules;
import dev.quoin.core.auth.token.Tokens;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.protocol.internal.InternalAuthenticateRequest;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.rpc.AuthRoleAddRequest;
import dev.quoin.protocol.rpc.AuthRoleDeleteRequest;
import dev.quoin.protocol.rpc.AuthRoleGetRequest;
import dev.quoin.protocol.rpc.AuthRoleGrantPermissionRequest;
import dev.quoin.protocol.rpc.AuthRoleRevokePermissionRequest;
import dev.quoin.protocol.rpc.AuthUserAddRequest;
import dev.quoin.protocol.rpc.AuthUserChangePasswordRequest;
import dev.quoin.protocol.rpc.AuthUserDeleteRequest;
import dev.quoin.protocol.rpc.AuthUserGetRequest;
import dev.quoin.protocol.rpc.AuthUserGrantRoleRequest;
import dev.quoin.protocol.rpc.AuthUserRevokeRoleRequest;
import dev.quoin.protocol.rpc.ResponseHeader;
import java.nio.ByteBuffer;
import java.util.function.LongFunction;

/**
 * The operations of the Auth service as the log carries them. All but a few need an asker who may do everything. Used by the
 * apply thread.
 */
public final class AuthOperations {
    private final LiveRules rules;
    private final LongFunction<ResponseHeader> headers;
    private final Switch power;
    private final Users users;
    private final Roles roles;

    /**
     * On rules and tokens.
     *
     * @param headers makes the header of a response at a revision of the store
     */
    public AuthOperations(LiveRules rules, Tokens tokens, LongFunction<ResponseHeader> headers) {
        this.rules = rules;
        this.headers = headers;
        this.power = new Switch(rules, tokens);
        this.users = new Users(rules, tokens);
        this.roles = new Roles(rules);
    }

    /** Whether a field of {@code InternalRaftRequest} is an operation of this service. */
    public static boolean isOne(int operation) {
        return operation >= InternalRaftRequest.AUTH_ENABLE_FIELD_NUMBER
                && operation <= InternalRaftRequest.AUTH_ROLE_REVOKE_PERMISSION_FIELD_NUMBER
                && InternalRaftRequest.getDescriptor().findFieldByNumber(operation) != null;
    }

    /**
     * Carries an operation out.
     *
     * @param asker on whose behalf
     * @param index of the entry in the log
     * @return the encoded response
     * @throws dev.quoin.core.answer.RequestException when it is answered with an error; it has changed nothing then
     */
    public byte[] run(StoreTxn txn, int operation, ByteBuffer request, Asker asker, long index)
            throws InvalidProtocolBufferException {
        Access access = new Access(rules.now(), asker);
        if (needsAdmin(operation)) {
            access.requireAdmin();
        }
        ResponseHeader header = headers.apply(txn.revision());
        return switch (operation) {
            case InternalRaftRequest.AUTH_ENABLE_FIELD_NUMBER -> power.enable(txn, header);
            case InternalRaftRequest.AUTH_DISABLE_FIELD_NUMBER -> power.disable(txn, header);
            case InternalRaftRequest.AUTH_STATUS_FIELD_NUMBER -> power.status(header);
            case InternalRaftRequest.AUTHENTICATE_FIELD_NUMBER ->
                users.authenticate(txn, InternalAuthenticateRequest.parseFrom(request), index, header);
            case InternalRaftRequest.AUTH_USER_ADD_FIELD_NUMBER ->
                users.add(txn, AuthUserAddRequest.parseFrom(request), header);
            case InternalRaftRequest.AUTH_USER_DELETE_FIELD_NUMBER ->
                users.delete(txn, AuthUserDeleteRequest.parseFrom(request), header);
            case InternalRaftRequest.AUTH_USER_CHANGE_PASSWORD_FIELD_NUMBER ->
                users.changePassword(txn, AuthUserChangePasswordRequest.parseFrom(request), header);
            case InternalRaftRequest.AUTH_USER_GRANT_ROLE_FIELD_NUMBER ->
                users.grantRole(txn, AuthUserGrantRoleRequest.parseFrom(request), header);
            case InternalRaftRequest.AUTH_USER_REVOKE_ROLE_FIELD_NUMBER ->
                users.revokeRole(txn, AuthUserRevokeRoleRequest.parseFrom(request), header);
            case InternalRaftRequest.AUTH_USER_GET_FIELD_NUMBER ->
                users.get(txn, AuthUserGetRequest.parseFrom(request), access, header);
            case InternalRaftRequest.AUTH_USER_LIST_FIELD_NUMBER -> users.list(txn, header);
            case InternalRaftRequest.AUTH_ROLE_ADD_FIELD_NUMBER ->
                roles.add(txn, AuthRoleAddRequest.parseFrom(request), header);
            case InternalRaftRequest.AUTH_ROLE_DELETE_FIELD_NUMBER ->
                roles.delete(txn, AuthRoleDeleteRequest.parseFrom(request), header);
            case InternalRaftRequest.AUTH_ROLE_GRANT_PERMISSION_FIELD_NUMBER ->
                roles.grantPermission(txn, AuthRoleGrantPermissionRequest.parseFrom(request), header);
            case InternalRaftRequest.AUTH_ROLE_REVOKE_PERMISSION_FIELD_NUMBER ->
                roles.revokePermission(txn, AuthRoleRevokePermissionRequest.parseFrom(request), header);
            case InternalRaftRequest.AUTH_ROLE_GET_FIELD_NUMBER ->
                roles.get(txn, AuthRoleGetRequest.parseFrom(request), access, header);
            case InternalRaftRequest.AUTH_ROLE_LIST_FIELD_NUMBER -> roles.list(txn, header);
            default -> throw new IllegalArgumentException("not an operation of the Auth service: field " + operation);
        };
    }

    private static boolean needsAdmin(int operation) {
        return switch (operation) {
            case InternalRaftRequest.AUTH_STATUS_FIELD_NUMBER,
                    InternalRaftRequest.AUTHENTICATE_FIELD_NUMBER,
                    InternalRaftRequest.AUTH_USER_GET_FIELD_NUMBER,
                    InternalRaftRequest.AUTH_ROLE_GET_FIELD_NUMBER -> false;
            default -> true;
        };
    }
}
