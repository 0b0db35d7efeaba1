package dev.quoin.transport.grpc.client;

import dev.quoin.api.transport.StatusCode;
import dev.quoin.api.transport.UnaryHandler;
import dev.quoin.transport.grpc.http2.Http2Connection;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request, one response. The response waits in the call itself until the call is closed, so that an answer from another thread is one entry in the
 * loop's queue, which is this object.
 */
final class UnaryCall extends GrpcCall implements Runnable {
    private final UnaryHandler handler;
    private boolean delivered;
    private boolean ended;

    // Written by the thread that answers, read on the loop behind the queue's hand-over.
    private @Nullable Object response;
    private StatusCode code = StatusCode.OK;
    private String text = "";
    private volatile boolean answered;

    UnaryCall(CallOpener client, Http2Connection connection, int id, CallHead head, UnaryHandler handler) {
        super(client, connection, id, head);
        this.handler = handler;
    }

    // ---- the request

    @Override
    protected void opened() {
        super.opened();
        if (hasRemoteEnded()) {
            requireRequest();
        }
    }

    @Override
    protected void received(ByteBuf data, boolean last) {
        int length = data.readableBytes();
        read(data);
        if (isClosed()) {
            return;
        }
        // What is kept is less than one message, which has a limit of its own: the window need not bound it.
        consumed(length);
        if (delivered && keptBytes() > 0) {
            endFromOutside(
                    StatusCode.INTERNAL,
                    "cardinality violation: received multiple request messages for non-client-streaming RPC");
        } else if (last) {
            requireRequest();
        }
    }

    private void requireRequest() {
        if (!delivered) {
            endFromOutside(
                    StatusCode.INTERNAL,
                    "cardinality violation: received no request message from non-client-streaming RPC");
        }
    }

    @Override
    public boolean wantsMessage() {
        return !delivered;
    }

    @Override
    public void message(ByteBuffer message) {
        delivered = true;
        try {
            handler.handle(this, message);
        } catch (RuntimeException | Error e) {
            handlerFailed(e);
        }
    }

    // ---- the response

    @Override
    public void send(ByteBuffer message) {
        keep(form(message));
    }

    @Override
    public void send(List<ByteBuffer> parts) {
        keep(form(parts));
    }

    private void keep(Object message) {
        if (answered || isCancelled()) {
            drop(message);
        } else if (response != null) {
            drop(message);
            throw new IllegalStateException("a second response to " + method());
        } else {
            response = message;
        }
    }

    @Override
    public void close(StatusCode status, String message) {
        if (answered) {
            return;
        }
        code = status;
        text = message;
        answered = true;
        if (queue().isCurrent()) {
            run();
        } else {
            queue().execute(this);
        }
    }

    /** Sends the answer; on the event loop. */
    @Override
    public void run() {
        Object message = response;
        response = null;
        ended = true;
        if (isClosed() || code != StatusCode.OK) {
            if (message != null) {
                drop(message);
            }
            message = null;
        }
        if (isClosed()) {
            return;
        }
        if (message != null) {
            respond(message);
        }
        endWith(code, text);
    }

    // ---- the course

    @Override
    public boolean isReady() {
        return !answered && !isCancelled();
    }

    /** There is one message, which comes by itself. */
    @Override
    public void request(int messages) {}

    @Override
    void told() {}

    @Override
    boolean isEndedByHandler() {
        return ended;
    }

    @Override
    protected void drained() {}
}
