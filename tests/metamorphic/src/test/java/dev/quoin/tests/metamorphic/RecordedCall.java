package dev.quoin.tests.metamorphic;

import dev.quoin.api.auth.Identity;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.StatusCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A call without a network: keeps what is sent. */
final class RecordedCall implements Call {
    private final String method;
    private final Executor loop;
    private final boolean requiresLeader;
    private final List<byte[]> sent = new ArrayList<>();
    private @Nullable StatusCode code;
    private String text = "";

    RecordedCall(String method, Executor loop) {
        this(method, loop, false);
    }

    /** @param requiresLeader whether it asks for a member that knows of a leader */
    RecordedCall(String method, Executor loop, boolean requiresLeader) {
        this.method = method;
        this.loop = loop;
        this.requiresLeader = requiresLeader;
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
    public String method() {
        return method;
    }

    @Override
    public @Nullable String header(String name) {
        return requiresLeader && name.equals("hasleader") ? "true" : null;
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
        return ByteBuffer.allocateDirect(size);
    }

    @Override
    public void send(ByteBuffer message) {
        send(List.of(message));
    }

    @Override
    public void send(List<ByteBuffer> parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (ByteBuffer part : parts) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            whole.writeBytes(bytes);
        }
        sent.add(whole.toByteArray());
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
