package dev.quoin.testkit.cluster;

import dev.quoin.api.auth.Identity;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.CallListener;
import dev.quoin.api.transport.StatusCode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A call of a simulated client, on a connection that takes no time and ends with the process at its other end. */
final class SimCall implements Call {
    private final String method;
    private final Executor loop;
    private final Consumer<byte[]> onMessage;
    private final Consumer<Reply> onEnd;
    private @Nullable CallListener listener;
    private byte[] last = new byte[0];
    private boolean slow;
    private boolean cancelled;
    private boolean ended;

    /**
     * A call.
     *
     * @param onMessage takes each message; of a unary call there is one, which is also in the reply
     * @param onEnd is told once how it ended
     */
    SimCall(String method, Executor loop, Consumer<byte[]> onMessage, Consumer<Reply> onEnd) {
        this.method = method;
        this.loop = loop;
        this.onMessage = onMessage;
        this.onEnd = onEnd;
    }

    /** The other end of a stream; on its loop. */
    void listener(CallListener listens) {
        listener = listens;
    }

    /** Sends a message on a stream. */
    void message(byte[] bytes) {
        loop.execute(() -> {
            if (listener != null && !ended) {
                listener.onMessage(ByteBuffer.wrap(bytes));
            }
        });
    }

    /** The client goes away. */
    void cancel() {
        loop.execute(() -> {
            cancelled = true;
            ended = true;
            if (listener != null) {
                listener.onCancel();
            }
        });
    }

    /** The client stops or begins to take messages; one that is sent nevertheless still arrives. */
    void setSlow(boolean on) {
        loop.execute(() -> {
            slow = on;
            if (!on && !ended && listener != null) {
                listener.onReady();
            }
        });
    }

    boolean isEnded() {
        return ended;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public @Nullable String header(String name) {
        return null;
    }

    @Override
    public String remoteAddress() {
        return "127.0.0.1:1";
    }

    @Override
    public Identity identity() {
        return Identity.anonymous();
    }

    @Override
    public long deadlineNanos() {
        return Long.MAX_VALUE;
    }

    @Override
    public Executor loop() {
        return loop;
    }

    @Override
    public ByteBuffer allocate(int size) {
        return ByteBuffer.allocate(size);
    }

    @Override
    public void send(ByteBuffer message) {
        send(List.of(message));
    }

    @Override
    public void send(List<ByteBuffer> parts) {
        byte[] whole = new byte[parts.stream().mapToInt(ByteBuffer::remaining).sum()];
        ByteBuffer target = ByteBuffer.wrap(whole);
        parts.forEach(part -> target.put(part.duplicate()));
        if (!ended) {
            last = whole;
            onMessage.accept(whole);
        }
    }

    @Override
    public void close(StatusCode code, String message) {
        if (!ended) {
            ended = true;
            onEnd.accept(new Reply(code, message, last));
        }
    }

    @Override
    public boolean isReady() {
        return !ended && !slow;
    }

    @Override
    public void request(int messages) {
        // The clients of the simulator never send more than a few messages ahead.
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }
}
