package dev.quoin.core.auth.change;

import com.google.protobuf.ByteString;
import dev.quoin.core.answer.RequestException;
import dev.quoin.core.auth.rules.Access;
import dev.quoin.core.auth.rules.Grants;
import dev.quoin.core.auth.state.AuthRows;
import dev.quoin.core.auth.state.LiveRules;
import dev.quoin.core.store.KeyRange;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.protocol.auth.Permission;
import dev.quoin.protocol.auth.Role;
import dev.quoin.protocol.auth.User;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.AuthRoleAddRequest;
import dev.quoin.protocol.rpc.AuthRoleAddResponse;
import dev.quoin.protocol.rpc.AuthRoleDeleteRequest;
import dev.quoin.protocol.rpc.AuthRoleDeleteResponse;
import dev.quoin.protocol.rpc.AuthRoleGetRequest;
import dev.quoin.protocol.rpc.AuthRoleGetResponse;
import dev.quoin.protocol.rpc.AuthRoleGrantPermissionRequest;
import dev.quoin.protocol.rpc.AuthRoleGrantPermissionResponse;
import dev.quoin.protocol.rpc.AuthRoleListResponse;
import dev.quoin.protocol.rpc.AuthRoleRevokePermissionRequest;
import dev.quoin.protocol.rpc.AuthRoleRevokePermissionResponse;
import dev.quoin.protocol.rpc.ResponseHeader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds, changes, shows and removes roles. Used by the apply thread. */
final class Roles {
    private static final Logger LOG = LoggerFactory.getLogger(Roles.class);
    private static final Comparator<ByteString> BYTES = ByteString.unsignedLexicographicalComparator();
    /** What the role root is shown to have, though nothing of it is stored. */
    private static final Permission EVERYTHING = Permission.newBuilder()
            .setPermType(Permission.Type.READWRITE)
            .setRangeEnd(ByteString.copyFrom(new byte[1]))
            .build();

    private final LiveRules rules;

    Roles(LiveRules rules) {
        this.rules = rules;
    }

    byte[] add(StoreTxn txn, AuthRoleAddRequest request, ResponseHeader header) {
        if (request.getName().isEmpty()) {
            throw new RequestException(EtcdError.ROLE_EMPTY);
        }
        if (AuthRows.role(txn.backend(), request.getName()) != null) {
            throw new RequestException(EtcdError.ROLE_ALREADY_EXIST);
        }
        AuthRows.put(
                txn.tables(), Role.newBuilder().setName(request.getNameBytes()).build());
        rules.roleAdded(Revisions.next(txn));
        LOG.info("added a role: {}", request.getName());
        return AuthRoleAddResponse.newBuilder().setHeader(header).build().toByteArray();
    }

    /** Those who have the role lose it. */
    byte[] delete(StoreTxn txn, AuthRoleDeleteRequest request, ResponseHeader header) {
        String name = request.getRole();
        if (rules.now().enabled() && name.equals(Grants.ROOT_ROLE)) {
            throw new RequestException(EtcdError.INVALID_AUTH_MGMT);
        }
        require(txn, name);
        AuthRows.deleteRole(txn.tables(), name);
        for (User user : AuthRows.users(txn.backend())) {
            if (user.getRolesList().contains(name)) {
                List<String> left = Names.without(user.getRolesList(), name);
                AuthRows.put(
                        txn.tables(),
                        user.toBuilder().clearRoles().addAllRoles(left).build());
            }
        }
        rules.roleChanged(txn.backend(), name, Revisions.next(txn));
        LOG.info("deleted a role: {}", name);
        return AuthRoleDeleteResponse.newBuilder().setHeader(header).build().toByteArray();
    }

    byte[] grantPermission(StoreTxn txn, AuthRoleGrantPermissionRequest request, ResponseHeader header) {
        if (!request.hasPerm()) {
            throw new RequestException(EtcdError.PERMISSION_NOT_GIVEN);
        }
        Permission permission = request.getPerm();
        if (!isRange(permission)) {
            throw new RequestException(EtcdError.INVALID_AUTH_MGMT);
        }
        Role role = require(txn, request.getName());
        change(txn, role, with(role.getKeyPermissionList(), permission));
        LOG.info("granted {} on a range to the role {}", permission.getPermType(), request.getName());
        return AuthRoleGrantPermissionResponse.newBuilder()
                .setHeader(header)
                .build()
                .toByteArray();
    }

    private static boolean isRange(Permission permission) {
        if (permission.getKey().isEmpty()) {
            return false;
        }
        return !KeyRange.of(
                        permission.getKey().toByteArray(),
                        permission.getRangeEnd().toByteArray())
                .isEmpty();
    }

    /**
     * Only the first of several permissions that begin with the same key is looked at for the same range; so a permission may
     * stand there twice, as it does in etcd.
     */
    private static List<Permission> with(List<Permission> sorted, Permission added) {
        List<Permission> all = new ArrayList<>(sorted);
        int at = 0;
        while (at < all.size() && BYTES.compare(all.get(at).getKey(), added.getKey()) < 0) {
            at++;
        }
        if (at < all.size() && isSameRange(all.get(at), added)) {
            all.set(
                    at,
                    all.get(at).toBuilder()
                            .setPermTypeValue(added.getPermTypeValue())
                            .build());
        } else {
            all.add(added);
            all.sort(Comparator.comparing(Permission::getKey, BYTES));
        }
        return all;
    }

    private static boolean isSameRange(Permission a, Permission b) {
        return a.getKey().equals(b.getKey()) && a.getRangeEnd().equals(b.getRangeEnd());
    }

    byte[] revokePermission(StoreTxn txn, AuthRoleRevokePermissionRequest request, ResponseHeader header) {
        Role role = require(txn, request.getRole());
        List<Permission> left = role.getKeyPermissionList().stream()
                .filter(permission -> !permission.getKey().equals(request.getKey())
                        || !permission.getRangeEnd().equals(request.getRangeEnd()))
                .toList();
        if (left.size() == role.getKeyPermissionCount()) {
            throw new RequestException(EtcdError.PERMISSION_NOT_GRANTED);
        }
        change(txn, role, left);
        LOG.info("revoked a permission from the role {}", request.getRole());
        return AuthRoleRevokePermissionResponse.newBuilder()
                .setHeader(header)
                .build()
                .toByteArray();
    }

    byte[] get(StoreTxn txn, AuthRoleGetRequest request, Access access, ResponseHeader header) {
        access.requireRoleShown(request.getRole());
        Role role = require(txn, request.getRole());
        AuthRoleGetResponse.Builder response = AuthRoleGetResponse.newBuilder().setHeader(header);
        if (request.getRole().equals(Grants.ROOT_ROLE)) {
            response.addPerm(EVERYTHING);
        } else {
            response.addAllPerm(role.getKeyPermissionList());
        }
        return response.build().toByteArray();
    }

    byte[] list(StoreTxn txn, ResponseHeader header) {
        AuthRoleListResponse.Builder response =
                AuthRoleListResponse.newBuilder().setHeader(header);
        AuthRows.roles(txn.backend()).forEach(role -> response.addRolesBytes(role.getName()));
        return response.build().toByteArray();
    }

    private void change(StoreTxn txn, Role role, List<Permission> permissions) {
        AuthRows.put(
                txn.tables(),
                role.toBuilder()
                        .clearKeyPermission()
                        .addAllKeyPermission(permissions)
                        .build());
        rules.roleChanged(txn.backend(), role.getName().toStringUtf8(), Revisions.next(txn));
    }

    private static Role require(StoreTxn txn, String name) {
        Role role = AuthRows.role(txn.backend(), name);
        if (role == null) {
            throw new RequestException(EtcdError.ROLE_NOT_FOUND);
        }
        return role;
    }
}
