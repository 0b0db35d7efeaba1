package dev.quoin.core.server;

import static dev.quoin.protocol.internal.InternalRaftRequest.AUTH_DISABLE_FIELD_NUMBER;
import static dev.quoin.protocol.internal.InternalRaftRequest.AUTH_ENABLE_FIELD_NUMBER;
import static dev.quoin.protocol.internal.InternalRaftRequest.AUTH_ROLE_ADD_FIELD_NUMBER;
import static dev.quoin.protocol.internal.InternalRaftRequest.AUTH_ROLE_DELETE_FIELD_NUMBER;
import static dev.quoin.protocol.internal.InternalRaftRequest.AUTH_ROLE_GET_FIELD_NUMBER;
import static dev.quoin.protocol.internal.InternalRaftRequest.AUTH_ROLE_GRANT_PERMISSION_FIELD_NUMBER;
import static dev.quoin.protocol.internal.InternalRaftRequest.AUTH_ROLE_LIST_FIELD_NUMBER;
import static dev.quoin.protocol.internal.InternalRaftRequest.AUTH_ROLE_REVOKE_PERMISSION_FIELD_NUMBER;
import static dev.quoin.protocol.internal.InternalRaftRequest.AUTH_STATUS_FIELD_NUMBER;
import static dev.quoin.protocol.internal.InternalRaftRequest.AUTH_USER_ADD_FIELD_NUMBER;
import static dev.quoin.protocol.internal.InternalRaftRequest.AUTH_USER_CHANGE_PASSWORD_FIELD_NUMBER;
import static dev.quoin.protocol.internal.InternalRaftRequest.AUTH_USER_DELETE_FIELD_NUMBER;
import static dev.quoin.protocol.internal.InternalRaftRequest.AUTH_USER_GET_FIELD_NUMBER;
import static dev.quoin.protocol.internal.InternalRaftRequest.AUTH_USER_GRANT_ROLE_FIELD_NUMBER;
import static dev.quoin.protocol.internal.InternalRaftRequest.AUTH_USER_LIST_FIELD_NUMBER;
import static dev.quoin.protocol.internal.InternalRaftRequest.AUTH_USER_REVOKE_ROLE_FIELD_NUMBER;

import com.google.protobuf.MessageLite;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.core.answer.Answers;
import dev.quoin.core.answer.Decoding;
import dev.quoin.core.ask.Asker;
import dev.quoin.core.auth.password.Passwords;
import dev.quoin.core.propose.Proposal;
import dev.quoin.core.propose.Proposer;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.AuthUserAddRequest;
import dev.quoin.protocol.rpc.AuthUserChangePasswordRequest;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.function.Function;

/**
 * The Auth service. Every request goes through the log, reads too. A password is hashed on its way there, so that the log has
 * the hash only.
 */
public final class AuthService {
    private final Proposer proposer;
    private final Passwords passwords;
    private final LogIns logIns;

    /** With what hashes passwords, and what logs users in. */
    public AuthService(Proposer proposer, Passwords passwords, LogIns logIns) {
        this.proposer = proposer;
        this.passwords = passwords;
        this.logIns = logIns;
    }

    /** Offers its methods. */
    public void register(ApiMethods methods) {
        passedOn(methods, EtcdMethods.AUTH_ENABLE, AUTH_ENABLE_FIELD_NUMBER);
        passedOn(methods, EtcdMethods.AUTH_DISABLE, AUTH_DISABLE_FIELD_NUMBER);
        passedOn(methods, EtcdMethods.AUTH_STATUS, AUTH_STATUS_FIELD_NUMBER);
        passedOn(methods, EtcdMethods.AUTH_USER_GET, AUTH_USER_GET_FIELD_NUMBER);
        passedOn(methods, EtcdMethods.AUTH_USER_LIST, AUTH_USER_LIST_FIELD_NUMBER);
        passedOn(methods, EtcdMethods.AUTH_USER_DELETE, AUTH_USER_DELETE_FIELD_NUMBER);
        passedOn(methods, EtcdMethods.AUTH_USER_GRANT_ROLE, AUTH_USER_GRANT_ROLE_FIELD_NUMBER);
        passedOn(methods, EtcdMethods.AUTH_USER_REVOKE_ROLE, AUTH_USER_REVOKE_ROLE_FIELD_NUMBER);
        passedOn(methods, EtcdMethods.AUTH_ROLE_ADD, AUTH_ROLE_ADD_FIELD_NUMBER);
        passedOn(methods, EtcdMethods.AUTH_ROLE_GET, AUTH_ROLE_GET_FIELD_NUMBER);
        passedOn(methods, EtcdMethods.AUTH_ROLE_LIST, AUTH_ROLE_LIST_FIELD_NUMBER);
        passedOn(methods, EtcdMethods.AUTH_ROLE_DELETE, AUTH_ROLE_DELETE_FIELD_NUMBER);
        passedOn(methods, EtcdMethods.AUTH_ROLE_GRANT_PERMISSION, AUTH_ROLE_GRANT_PERMISSION_FIELD_NUMBER);
        passedOn(methods, EtcdMethods.AUTH_ROLE_REVOKE_PERMISSION, AUTH_ROLE_REVOKE_PERMISSION_FIELD_NUMBER);
        methods.unary(EtcdMethods.AUTH_USER_ADD, this::addUser);
        methods.unary(EtcdMethods.AUTH_USER_CHANGE_PASSWORD, this::changePassword);
        methods.unary(EtcdMethods.AUTHENTICATE, (call, asker, request) -> logIns.logIn(call, request));
    }

    private void passedOn(ApiMethods methods, EtcdMethods method, int operation) {
        methods.unary(
                method,
                (call, asker, request) -> proposer.propose(
                        Proposal.of(asker, operation, request), outcome -> Answers.send(call, outcome)));
    }

    private void addUser(Call call, Asker asker, ByteBuffer message) {
        AuthUserAddRequest request = Decoding.parse(() -> AuthUserAddRequest.parseFrom(message));
        AuthUserAddRequest bare = request.toBuilder().clearPassword().build();
        if (request.getOptions().getNoPassword()) {
            propose(call, asker, AUTH_USER_ADD_FIELD_NUMBER, bare);
        } else {
            hash(
                    call,
                    asker,
                    request.getPassword(),
                    AUTH_USER_ADD_FIELD_NUMBER,
                    hash -> bare.toBuilder().setHashedPassword(hash).build());
        }
    }

    /** Without a password the request may bring a hash of its own. */
    private void changePassword(Call call, Asker asker, ByteBuffer message) {
        AuthUserChangePasswordRequest request = Decoding.parse(() -> AuthUserChangePasswordRequest.parseFrom(message));
        AuthUserChangePasswordRequest bare = request.toBuilder().clearPassword().build();
        if (!request.getPassword().isEmpty()) {
            hash(
                    call,
                    asker,
                    request.getPassword(),
                    AUTH_USER_CHANGE_PASSWORD_FIELD_NUMBER,
                    hash -> bare.toBuilder().setHashedPassword(hash).build());
        } else if (isBase64(request.getHashedPassword())) {
            propose(call, asker, AUTH_USER_CHANGE_PASSWORD_FIELD_NUMBER, bare);
        } else {
            call.fail(StatusCode.UNKNOWN, LogIns.NO_PASSWORD_USER);
        }
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void hash(Call call, Asker asker, String password, int operation, Function<String, MessageLite> request) {
        if (Passwords.isTooLong(password)) {
            call.fail(StatusCode.UNKNOWN, "bcrypt: password length exceeds 72 bytes");
            return;
        }
        boolean accepted = passwords.hash(
                password,
                () -> !call.isCancelled(),
                hash -> propose(
                        call,
                        asker,
                        operation,
                        request.apply(Base64.getEncoder().encodeToString(hash))));
        if (!accepted) {
            Answers.fail(call, EtcdError.REQUEST_TOO_MANY_REQUESTS);
        }
    }

    private void propose(Call call, Asker asker, int operation, MessageLite request) {
        ByteBuffer encoded = ByteBuffer.wrap(request.toByteArray());
        proposer.propose(Proposal.of(asker, operation, encoded), outcome -> Answers.send(call, outcome));
    }
}
