package dev.quoin.testkit.cluster;

import dev.quoin.api.transport.CallListener;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.testkit.transport.MemoryCall;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A call of a simulated client, on a connection that takes no time and ends with the process at its other end. */
final class SimCall extends MemoryCall {
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
        super(method, loop);
        this.onMessage = onMessage;
        this.onEnd = onEnd;
    }

    /** The other end of a stream; on its loop. */
    void listener(CallListener listens) {
        listener = listens;
    }

    /** Sends a message on a stream. */
    void message(byte[] bytes) {
        loop().execute(() -> {
            if (listener != null && !ended) {
                listener.onMessage(ByteBuffer.wrap(bytes));
            }
        });
    }

    /** The client goes away. */
    void cancel() {
        loop().execute(() -> {
            cancelled = true;
            ended = true;
            if (listener != null) {
                listener.onCancel();
            }
        });
    }

    /** The client stops or begins to take messages; one that is sent nevertheless still arrives. */
    void setSlow(boolean on) {
        loop().execute(() -> {
            slow = on;
            if (!on && !ended && listener != null) {
                listener.onReady();
            }
        });
    }

    boolean isEnded() {
        return ended;
    }

    /** Cheaper than what transports hand out, of which the simulator would need a great deal. */
    @Override
    public ByteBuffer allocate(int size) {
        return ByteBuffer.allocate(size);
    }

    @Override
    protected void received(byte[] message) {
        if (!ended) {
            last = message;
            onMessage.accept(message);
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
