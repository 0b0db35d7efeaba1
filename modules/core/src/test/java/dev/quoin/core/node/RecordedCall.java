package dev.quoin.core.node;

import com.google.protobuf.ByteString;
import dev.quoin.api.host.Agent;
import dev.quoin.api.transport.CallListener;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.testkit.transport.MemoryCall;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call whose answers are kept; everything runs in one thread. */
final class RecordedCall extends MemoryCall {
    final List<ByteString> messages = new ArrayList<>();

    @Nullable
    StatusCode status;

    String text = "";

    @Nullable
    CallListener listener;

    boolean cancelled;
    private boolean ready = true;

    RecordedCall(String method, Agent loop) {
        super(method, loop::offer);
    }

    /** The one message of a call that succeeded. */
    ByteString response() {
        if (status != StatusCode.OK || messages.size() != 1) {
            throw new AssertionError("ended with " + status + " " + text + " after " + messages.size() + " messages");
        }
        return messages.getFirst();
    }

    void ready(boolean now) {
        ready = now;
        if (now && listener != null) {
            loop().execute(listener::onReady);
        }
    }

    @Override
    protected void received(byte[] message) {
        if (status == null) {
            messages.add(ByteString.copyFrom(message));
        }
    }

    @Override
    public ByteBuffer allocate(int size) {
        return ByteBuffer.allocate(size);
    }

    @Override
    public void close(StatusCode code, String message) {
        if (status == null) {
            status = code;
            text = message;
        }
    }

    @Override
    public boolean isReady() {
        return ready && status == null;
    }

    @Override
    public void request(int messages) {
        // Nothing is held back.
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }
}
