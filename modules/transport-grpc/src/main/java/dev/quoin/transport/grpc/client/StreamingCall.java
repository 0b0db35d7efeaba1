package dev.quoin.transport.grpc.client;

import dev.quoin.api.transport.CallListener;
import dev.quoin.api.transport.MethodKind;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.api.transport.StreamHandler;
import dev.quoin.transport.grpc.http2.Http2Connection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A call with any number of messages, both ways under flow control. */
final class StreamingCall extends GrpcCall {
    /** A handler is asked to pause when this much has not left yet. */
    private static final long READY_BYTES = 65536;

    private final StreamHandler handler;
    private final boolean oneRequest;

    /** What was sent and has not left: also what is still on its way to the loop. */
    private final AtomicLong unsent = new AtomicLong();

    // Of the event loop.
    private @Nullable CallListener listener;
    private long pendingSeen;
    private long wanted;
    private int received;
    private int owed;
    private boolean lastCame;
    private boolean halfCloseTold;
    private boolean ending;

    StreamingCall(
            CallOpener client,
            Http2Connection connection,
            int id,
            CallHead head,
            MethodKind kind,
            StreamHandler handler) {
        super(client, connection, id, head);
        this.handler = handler;
        this.oneRequest = kind == MethodKind.SERVER_STREAM || kind == MethodKind.UNARY;
    }

    // ---- requests

    @Override
    protected void opened() {
        super.opened();
        lastCame = hasRemoteEnded();
        try {
            undisturbed(() -> listener = handler.open(this));
        } catch (RuntimeException | Error e) {
            handlerFailed(e);
        }
        settle();
    }

    @Override
    protected void received(ByteBuf data, boolean last) {
        owed += data.readableBytes();
        lastCame |= last;
        if (ending) {
            consumed(owed);
            owed = 0;
            return;
        }
        read(data);
        settle();
    }

    @Override
    public void request(int messages) {
        if (!queue().isCurrent()) {
            queue().execute(() -> request(messages));
            return;
        }
        wanted += messages;
        if (!isDelivering() && !isOver()) {
            read(Unpooled.EMPTY_BUFFER);
            settle();
        }
    }

    @Override
    public boolean wantsMessage() {
        return wanted > 0 && !isOver();
    }

    @Override
    public void message(ByteBuffer message) {
        wanted--;
        if (oneRequest && received++ > 0) {
            endFromOutside(
                    StatusCode.INTERNAL,
                    "cardinality violation: received multiple request messages for non-client-streaming RPC");
            return;
        }
        tell(to -> to.onMessage(message));
    }

    /** After messages were delivered: lets the client send as much again, and tells of its end. */
    private void settle() {
        if (isOver()) {
            return;
        }
        // An incomplete message that is wanted must not wait for a window that only its completion would open.
        int waiting = wanted > 0 ? 0 : keptBytes();
        int done = owed - waiting;
        if (done > 0) {
            owed = waiting;
            consumed(done);
        }
        if (lastCame && !halfCloseTold) {
            halfClose();
        }
    }

    private void halfClose() {
        if (keptBytes() == 0 && oneRequest && received == 0) {
            endFromOutside(
                    StatusCode.INTERNAL,
                    "cardinality violation: received no request message from non-client-streaming RPC");
        } else if (keptBytes() == 0) {
            halfCloseTold = true;
            tell(CallListener::onHalfClose);
        } else if (wanted > 0) {
            endFromOutside(StatusCode.INTERNAL, "unexpected EOF");
        }
    }

    // ---- responses

    @Override
    public void send(ByteBuffer message) {
        sendForm(form(message));
    }

    @Override
    public void send(List<ByteBuffer> parts) {
        sendForm(form(parts));
    }

    private void sendForm(Object message) {
        if (isCancelled()) {
            drop(message);
            return;
        }
        unsent.addAndGet(MessageMemory.PREFIX + size(message));
        if (queue().isCurrent()) {
            sendOnLoop(message);
        } else {
            queue().execute(() -> sendOnLoop(message));
        }
    }

    private void sendOnLoop(Object message) {
        if (isOver()) {
            drop(message);
            return;
        }
        long before = pendingBytes();
        int size = MessageMemory.PREFIX + size(message);
        respond(message);
        long queued = pendingBytes() - before;
        pendingSeen += queued;
        left(size - queued);
    }

    @Override
    protected void drained() {
        long now = pendingBytes();
        long gone = pendingSeen - now;
        pendingSeen = now;
        left(gone);
    }

    private void left(long bytes) {
        long before = unsent.getAndAdd(-bytes);
        if (before >= READY_BYTES && before - bytes < READY_BYTES) {
            // Not from here, which may be inside the handler's own send.
            queue().execute(this::ready);
        }
    }

    private void ready() {
        if (!isOver() && isReady()) {
            tell(CallListener::onReady);
        }
    }

    @Override
    public boolean isReady() {
        return unsent.get() < READY_BYTES && !isCancelled();
    }

    @Override
    public void close(StatusCode code, String message) {
        if (queue().isCurrent()) {
            closeOnLoop(code, message);
        } else {
            queue().execute(() -> closeOnLoop(code, message));
        }
    }

    private void closeOnLoop(StatusCode code, String message) {
        if (!isOver()) {
            ending = true;
            endWith(code, message);
        }
    }

    // ---- the course

    private boolean isOver() {
        return ending || isClosed() || isCancelled();
    }

    /** Calls the handler; what it throws ends its call, not the connection. */
    private void tell(Telling telling) {
        CallListener to = listener;
        if (to == null) {
            return;
        }
        try {
            telling.tell(to);
        } catch (RuntimeException | Error e) {
            handlerFailed(e);
        }
    }

    @Override
    void told() {
        tell(CallListener::onCancel);
    }

    @Override
    boolean isEndedByHandler() {
        return ending;
    }

    private interface Telling {
        void tell(CallListener listener);
    }
}
