package dev.quoin.core.auth.change;

import com.google.protobuf.ByteString;
import dev.quoin.core.answer.RequestException;
import dev.quoin.core.auth.rules.Access;
import dev.quoin.core.auth.rules.Grants;
import dev.quoin.core.auth.rules.Rules;
import dev.quoin.core.auth.state.AuthRows;
import dev.quoin.core.auth.state.LiveRules;
import dev.quoin.core.auth.token.Tokens;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.protocol.auth.User;
import dev.quoin.protocol.auth.UserAddOptions;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.internal.InternalAuthenticateRequest;
import dev.quoin.protocol.rpc.AuthUserAddRequest;
import dev.quoin.protocol.rpc.AuthUserAddResponse;
import dev.quoin.protocol.rpc.AuthUserChangePasswordRequest;
import dev.quoin.protocol.rpc.AuthUserChangePasswordResponse;
import dev.quoin.protocol.rpc.AuthUserDeleteRequest;
import dev.quoin.protocol.rpc.AuthUserDeleteResponse;
import dev.quoin.protocol.rpc.AuthUserGetRequest;
import dev.quoin.protocol.rpc.AuthUserGetResponse;
import dev.quoin.protocol.rpc.AuthUserGrantRoleRequest;
import dev.quoin.protocol.rpc.AuthUserGrantRoleResponse;
import dev.quoin.protocol.rpc.AuthUserListResponse;
import dev.quoin.protocol.rpc.AuthUserRevokeRoleRequest;
import dev.quoin.protocol.rpc.AuthUserRevokeRoleResponse;
import dev.quoin.protocol.rpc.AuthenticateResponse;
import dev.quoin.protocol.rpc.ResponseHeader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds, changes, shows and removes users, and logs them in. Used by the apply thread. */
final class Users {
    private static final Logger LOG = LoggerFactory.getLogger(Users.class);

    private final LiveRules rules;
    private final Tokens tokens;

    Users(LiveRules rules, Tokens tokens) {
        this.rules = rules;
        this.tokens = tokens;
    }

    /** The member that asks has checked the password already. */
    byte[] authenticate(StoreTxn txn, InternalAuthenticateRequest request, long index, ResponseHeader header) {
        if (!rules.now().enabled()) {
            throw new RequestException(EtcdError.AUTH_NOT_ENABLED);
        }
        User user = AuthRows.user(txn.backend(), request.getName());
        if (user == null || user.getOptions().getNoPassword()) {
            throw new RequestException(EtcdError.AUTH_FAILED);
        }
        return AuthenticateResponse.newBuilder()
                .setHeader(header)
                .setToken(tokens.assign(request.getName(), request.getSimpleToken(), index))
                .build()
                .toByteArray();
    }

    byte[] add(StoreTxn txn, AuthUserAddRequest request, ResponseHeader header) {
        String name = request.getName();
        if (name.isEmpty()) {
            throw new RequestException(EtcdError.USER_EMPTY);
        }
        if (AuthRows.user(txn.backend(), name) != null) {
            throw new RequestException(EtcdError.USER_ALREADY_EXIST);
        }
        UserAddOptions options = request.getOptions();
        change(
                txn,
                User.newBuilder()
                        .setName(request.getNameBytes())
                        .setPassword(options.getNoPassword() ? ByteString.EMPTY : hash(request.getHashedPassword()))
                        .setOptions(options)
                        .build());
        LOG.info("added a user: {}", name);
        return AuthUserAddResponse.newBuilder().setHeader(header).build().toByteArray();
    }

    byte[] delete(StoreTxn txn, AuthUserDeleteRequest request, ResponseHeader header) {
        String name = request.getName();
        if (rules.now().enabled() && name.equals(Rules.ROOT_USER)) {
            throw new RequestException(EtcdError.INVALID_AUTH_MGMT);
        }
        require(txn, name);
        AuthRows.deleteUser(txn.tables(), name);
        rules.userChanged(txn.backend(), name, null, Revisions.next(txn));
        tokens.invalidate(name);
        LOG.info("deleted a user: {}", name);
        return AuthUserDeleteResponse.newBuilder().setHeader(header).build().toByteArray();
    }

    byte[] changePassword(StoreTxn txn, AuthUserChangePasswordRequest request, ResponseHeader header) {
        User user = require(txn, request.getName());
        ByteString hash = user.getOptions().getNoPassword() ? ByteString.EMPTY : hash(request.getHashedPassword());
        change(txn, user.toBuilder().setPassword(hash).build());
        tokens.invalidate(request.getName());
        LOG.info("changed the password of a user: {}", request.getName());
        return AuthUserChangePasswordResponse.newBuilder()
                .setHeader(header)
                .build()
                .toByteArray();
    }

    /** The role root may be granted although no such role was added. A role that the user has already changes nothing. */
    byte[] grantRole(StoreTxn txn, AuthUserGrantRoleRequest request, ResponseHeader header) {
        User user = require(txn, request.getUser());
        String role = request.getRole();
        if (!role.equals(Grants.ROOT_ROLE) && AuthRows.role(txn.backend(), role) == null) {
            throw new RequestException(EtcdError.ROLE_NOT_FOUND);
        }
        if (!user.getRolesList().contains(role)) {
            List<String> roles = new ArrayList<>(user.getRolesList());
            roles.add(role);
            roles.sort(Names.ORDER);
            change(txn, user.toBuilder().clearRoles().addAllRoles(roles).build());
            LOG.info("granted the role {} to the user {}", role, request.getUser());
        }
        return AuthUserGrantRoleResponse.newBuilder().setHeader(header).build().toByteArray();
    }

    byte[] revokeRole(StoreTxn txn, AuthUserRevokeRoleRequest request, ResponseHeader header) {
        if (rules.now().enabled()
                && request.getName().equals(Rules.ROOT_USER)
                && request.getRole().equals(Grants.ROOT_ROLE)) {
            throw new RequestException(EtcdError.INVALID_AUTH_MGMT);
        }
        User user = require(txn, request.getName());
        List<String> left = Names.without(user.getRolesList(), request.getRole());
        if (left.size() == user.getRolesCount()) {
            throw new RequestException(EtcdError.ROLE_NOT_GRANTED);
        }
        change(txn, user.toBuilder().clearRoles().addAllRoles(left).build());
        LOG.info("revoked the role {} from the user {}", request.getRole(), request.getName());
        return AuthUserRevokeRoleResponse.newBuilder().setHeader(header).build().toByteArray();
    }

    byte[] get(StoreTxn txn, AuthUserGetRequest request, Access access, ResponseHeader header) {
        access.requireUserShown(request.getName());
        return AuthUserGetResponse.newBuilder()
                .setHeader(header)
                .addAllRoles(require(txn, request.getName()).getRolesList())
                .build()
                .toByteArray();
    }

    byte[] list(StoreTxn txn, ResponseHeader header) {
        AuthUserListResponse.Builder response =
                AuthUserListResponse.newBuilder().setHeader(header);
        AuthRows.users(txn.backend()).forEach(user -> response.addUsersBytes(user.getName()));
        return response.build().toByteArray();
    }

    private void change(StoreTxn txn, User user) {
        AuthRows.put(txn.tables(), user);
        rules.userChanged(txn.backend(), user.getName().toStringUtf8(), user, Revisions.next(txn));
    }

    private static User require(StoreTxn txn, String name) {
        User user = AuthRows.user(txn.backend(), name);
        if (user == null) {
            throw new RequestException(EtcdError.USER_NOT_FOUND);
        }
        return user;
    }

    /** The member that asks sends the hash in base64; one that is not in base64 it has refused. */
    private static ByteString hash(String base64) {
        try {
            return ByteString.copyFrom(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new RequestException(EtcdError.AUTH_FAILED);
        }
    }
}
