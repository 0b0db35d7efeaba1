package dev.quoin.tests.metamorphic;

import dev.quoin.api.transport.CallListener;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.testkit.transport.MemoryCall;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A call without a network: keeps what is sent. */
final class RecordedCall extends MemoryCall {
    private final boolean requiresLeader;
    private final List<byte[]> sent = new ArrayList<>();
    private @Nullable StatusCode code;
    private @Nullable String token;
    private @Nullable CallListener listener;
    private String text = "";

    /** @param requiresLeader whether it asks for a member that knows of a leader */
    RecordedCall(String method, Executor loop, boolean requiresLeader) {
        super(method, loop);
        this.requiresLeader = requiresLeader;
    }

    /** Names a user by a token. */
    RecordedCall as(@Nullable String token) {
        this.token = token;
        return this;
    }

    /** A stream's listener, which is told when the client gives up. */
    void listener(CallListener listener) {
        this.listener = listener;
    }

    /** The client gives a stream up. */
    void cancel() {
        if (listener != null) {
            loop().execute(listener::onCancel);
        }
    }

    List<byte[]> sent() {
        return sent;
    }

    boolean isEnded() {
        return code != null;
    }

    boolean isOk() {
        return code == StatusCode.OK;
    }

    String text() {
        return text;
    }

    @Override
    public @Nullable String header(String name) {
        if (name.equals("token")) {
            return token;
        }
        return requiresLeader && name.equals("hasleader") ? "true" : null;
    }

    @Override
    protected void received(byte[] message) {
        sent.add(message);
    }

    @Override
    public void close(StatusCode ended, String message) {
        if (code == null) {
            code = ended;
            text = message;
        }
    }

    @Override
    public boolean isReady() {
        return code == null;
    }

    @Override
    public void request(int messages) {
        // Everything is delivered as it comes.
    }

    @Override
    public boolean isCancelled() {
        return false;
    }
}
