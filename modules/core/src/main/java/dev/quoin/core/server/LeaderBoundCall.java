package dev.quoin.core.server;

import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.CallListener;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.api.transport.StreamHandler;
import dev.quoin.core.answer.Answers;
import dev.quoin.protocol.error.EtcdError;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream between its transport and its handler that can be ended from here. A call is sent to and ended by one thread at a time; as its handler's thread may
 * be sending just when the leader is lost, both happen under a lock, which nobody else ever waits for.
 */
final class LeaderBoundCall extends ForwardedCall implements CallListener {
    private final Consumer<LeaderBoundCall> onEnd;
    private @Nullable CallListener handler;
    private boolean ended;

    /** @param onEnd is told once, when it has ended in whatever way */
    LeaderBoundCall(Call call, Consumer<LeaderBoundCall> onEnd) {
        super(call);
        this.onEnd = onEnd;
    }

    /** On the event loop. */
    CallListener open(StreamHandler streams) {
        handler = streams.open(this);
        return this;
    }

    /** Ends it; any thread. */
    void leaderLost() {
        call.loop().execute(() -> {
            CallListener told = handler;
            if (told != null && isOpen()) {
                close(Answers.code(EtcdError.NO_LEADER), EtcdError.NO_LEADER.text());
                told.onCancel();
            }
        });
    }

    private synchronized boolean isOpen() {
        return !ended;
    }

    @Override
    public synchronized void send(ByteBuffer message) {
        if (!ended) {
            call.send(message);
        }
    }

    @Override
    public synchronized void send(List<ByteBuffer> parts) {
        if (!ended) {
            call.send(parts);
        }
    }

    @Override
    public void close(StatusCode code, String message) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            call.close(code, message);
        }
        onEnd.accept(this);
    }

    @Override
    public void onMessage(ByteBuffer message) {
        CallListener told = handler;
        if (told != null && isOpen()) {
            told.onMessage(message);
        }
    }

    @Override
    public void onHalfClose() {
        CallListener told = handler;
        if (told != null && isOpen()) {
            told.onHalfClose();
        }
    }

    @Override
    public void onReady() {
        CallListener told = handler;
        if (told != null && isOpen()) {
            told.onReady();
        }
    }

    @Override
    public void onCancel() {
        boolean first;
        synchronized (this) {
            first = !ended;
            ended = true;
        }
        CallListener told = handler;
        if (told != null && first) {
            onEnd.accept(this);
            told.onCancel();
        }
    }

    @Override
    public boolean isCancelled() {
        return !isOpen() || call.isCancelled();
    }
}
