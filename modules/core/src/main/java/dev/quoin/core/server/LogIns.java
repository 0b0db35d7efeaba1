package dev.quoin.core.server;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.core.answer.Answers;
import dev.quoin.core.answer.Decoding;
import dev.quoin.core.answer.Outcome;
import dev.quoin.core.answer.RequestException;
import dev.quoin.core.ask.Asker;
import dev.quoin.core.auth.gate.Gate;
import dev.quoin.core.auth.password.Passwords;
import dev.quoin.core.auth.state.AuthRows;
import dev.quoin.core.auth.token.TokenException;
import dev.quoin.core.auth.token.Tokens;
import dev.quoin.core.propose.Proposal;
import dev.quoin.core.propose.Proposer;
import dev.quoin.core.read.LinearizableReads;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import dev.quoin.protocol.auth.User;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.internal.InternalAuthenticateRequest;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.rpc.AuthenticateRequest;
import dev.quoin.protocol.rpc.AuthenticateResponse;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs users in: the member that is asked checks the password, then the login goes through the log without it, so that all
 * members know the token. When users have changed in between, the password is checked once more.
 */
public final class LogIns {
    /** The text of etcd's answer to a login as a user without password; of all errors it has no code. */
    static final String NO_PASSWORD_USER = "auth: authentication failed, password was given for no password user";

    private static final Logger LOG = LoggerFactory.getLogger(LogIns.class);
    private static final int MAX_TRIES = 10;

    private final Store store;
    private final LinearizableReads reads;
    private final Gate gate;
    private final Tokens tokens;
    private final Passwords passwords;
    private final Proposer proposer;

    /** With what checks passwords and makes tokens. */
    public LogIns(
            Store store, LinearizableReads reads, Gate gate, Tokens tokens, Passwords passwords, Proposer proposer) {
        this.store = store;
        this.reads = reads;
        this.gate = gate;
        this.tokens = tokens;
        this.passwords = passwords;
        this.proposer = proposer;
    }

    void logIn(Call call, ByteBuffer message) {
        AuthenticateRequest request = Decoding.parse(() -> AuthenticateRequest.parseFrom(message));
        Attempt attempt = new Attempt(call, request);
        reads.begin(call, attempt::check);
    }

    private final class Attempt {
        private final Call call;
        private final AuthenticateRequest request;
        private long revision;
        private int tries;

        Attempt(Call call, AuthenticateRequest request) {
            this.call = call;
            this.request = request;
        }

        void check() {
            tries++;
            try {
                begin();
            } catch (RuntimeException e) {
                Answers.fail(call, e);
            }
        }

        private void begin() {
            if (!gate.isOn()) {
                throw new RequestException(EtcdError.AUTH_NOT_ENABLED);
            }
            User user;
            try (StoreView view = store.openView()) {
                revision = AuthRows.revision(view.backend());
                user = AuthRows.user(view.backend(), request.getName());
            }
            if (user != null && user.getOptions().getNoPassword()) {
                call.fail(StatusCode.UNKNOWN, NO_PASSWORD_USER);
                return;
            }
            byte[] hash = user == null ? null : user.getPassword().toByteArray();
            if (!passwords.check(hash, request.getPassword(), () -> !call.isCancelled(), this::checked)) {
                throw new RequestException(EtcdError.REQUEST_TOO_MANY_REQUESTS);
            }
        }

        private void checked(boolean right) {
            if (!right) {
                LOG.atWarn()
                        .addKeyValue("user", request.getName())
                        .addKeyValue("client", call.remoteAddress())
                        .log("a login was refused: no such user, or not the password");
                Answers.fail(call, EtcdError.AUTH_FAILED);
                return;
            }
            try {
                propose(tokens.draw());
            } catch (RequestException e) {
                Answers.fail(call, e);
            }
        }

        private void propose(String drawn) {
            byte[] login = InternalAuthenticateRequest.newBuilder()
                    .setName(request.getName())
                    .setSimpleToken(drawn)
                    .build()
                    .toByteArray();
            proposer.propose(
                    Proposal.of(Asker.ANONYMOUS, InternalRaftRequest.AUTHENTICATE_FIELD_NUMBER, ByteBuffer.wrap(login)),
                    this::applied);
        }

        private void applied(Outcome outcome) {
            byte[] response = outcome.response();
            if (response == null) {
                Answers.send(call, outcome);
            } else if (gate.revision() == revision) {
                finish(outcome, decoded(response));
            } else if (tries < MAX_TRIES) {
                call.loop().execute(this::check);
            } else {
                Answers.fail(call, EtcdError.AUTH_OLD_REVISION);
            }
        }

        private static AuthenticateResponse decoded(byte[] response) {
            try {
                return AuthenticateResponse.parseFrom(response);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("a response of this member can not be decoded", e);
            }
        }

        private void finish(Outcome outcome, AuthenticateResponse response) {
            if (!response.getToken().isEmpty()) {
                Answers.send(call, outcome);
            } else if (!passwords.offer(() -> sign(response))) {
                Answers.fail(call, EtcdError.REQUEST_TOO_MANY_REQUESTS);
            }
        }

        private void sign(AuthenticateResponse response) {
            try {
                String token = tokens.sign(request.getName(), revision);
                Answers.send(call, response.toBuilder().setToken(token).build());
            } catch (TokenException e) {
                call.fail(StatusCode.UNKNOWN, String.valueOf(e.getMessage()));
            }
        }
    }
}
