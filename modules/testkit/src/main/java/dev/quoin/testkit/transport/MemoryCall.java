package dev.quoin.testkit.transport;

import dev.quoin.api.auth.Identity;
import dev.quoin.api.transport.Call;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A call without a network, for tests and the simulator: of an anonymous client, without headers and without a
 * deadline. A subclass says what the client does with messages and with the end.
 */
public abstract class MemoryCall implements Call {
    private final String method;
    private final Executor loop;

    /**
     * A call.
     *
     * @param method its path
     * @param loop its event loop
     */
    protected MemoryCall(String method, Executor loop) {
        this.method = method;
        this.loop = loop;
    }

    /** The client gets a whole message. */
    protected abstract void received(byte[] message);

    @Override
    public final String method() {
        return method;
    }

    @Override
    public @Nullable String header(String name) {
        return null;
    }

    @Override
    public final String remoteAddress() {
        return "127.0.0.1:1";
    }

    @Override
    public final Identity identity() {
        return Identity.anonymous();
    }

    @Override
    public final long deadlineNanos() {
        return Long.MAX_VALUE;
    }

    @Override
    public final Executor loop() {
        return loop;
    }

    @Override
    public ByteBuffer allocate(int size) {
        return ByteBuffer.allocateDirect(size);
    }

    @Override
    public final void send(ByteBuffer message) {
        send(List.of(message));
    }

    @Override
    public final void send(List<ByteBuffer> parts) {
        ByteBuffer whole = ByteBuffer.allocate(
                parts.stream().mapToInt(ByteBuffer::remaining).sum());
        parts.forEach(whole::put);
        received(whole.array());
    }
}
