package dev.quoin.transport.http.gateway;

import com.google.protobuf.Message;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.api.transport.UnaryHandler;
import dev.quoin.transport.http.json.JsonException;
import dev.quoin.transport.http.json.RequestJson;
import dev.quoin.transport.http.wire.Exchange;
import dev.quoin.transport.http.wire.RequestBody;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One request, one answer. Messages and the end may come from any thread, by one at a time; the rest lives on the event loop. */
final class UnaryCall extends HttpCall implements RequestBody, Runnable {
    private final Exchange exchange;
    private final UnaryHandler handler;
    private final int maxBytes;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean over;

    // Of whoever answers, until the answer is handed to the loop.
    private @Nullable ByteBuffer response;
    private StatusCode code = StatusCode.OK;
    private String text = "";
    private boolean answered;

    UnaryCall(Exchange exchange, CallHead head, UnaryHandler handler, int maxBytes) {
        super(head);
        this.exchange = exchange;
        this.handler = handler;
        this.maxBytes = maxBytes;
        watchDeadline();
    }

    // ---- the request

    @Override
    public void part(ByteBuf bytes) {
        if (over) {
            return;
        }
        if (body.size() + bytes.readableBytes() > maxBytes) {
            over = true;
            stopWatching();
            exchange.respond(
                    413, Gateway.JSON, ErrorJson.of(StatusCode.RESOURCE_EXHAUSTED, Gateway.tooLarge(maxBytes)));
            return;
        }
        byte[] copy = new byte[bytes.readableBytes()];
        bytes.readBytes(copy);
        body.write(copy, 0, copy.length);
    }

    @Override
    public void end() {
        if (over) {
            return;
        }
        Message request;
        try {
            request = RequestJson.read(
                    body.toString(StandardCharsets.UTF_8), head().method().request());
        } catch (JsonException e) {
            endFromOutside(StatusCode.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
            return;
        }
        String wrong = head().checkSize(request.getSerializedSize());
        if (wrong != null) {
            endFromOutside(StatusCode.RESOURCE_EXHAUSTED, wrong);
            return;
        }
        try {
            handler.handle(this, ByteBuffer.wrap(request.toByteArray()));
        } catch (RuntimeException | Error e) {
            handlerFailed(e);
        }
    }

    @Override
    public void broken() {
        if (!over) {
            over = true;
            setCancelled();
            stopWatching();
        }
    }

    @Override
    void endFromOutside(StatusCode outer, String message) {
        if (!over) {
            over = true;
            setCancelled();
            stopWatching();
            ErrorJson.answer(exchange, outer, message);
        }
    }

    // ---- the answer

    @Override
    public void send(ByteBuffer message) {
        if (answered || isCancelled()) {
            return;
        }
        if (response != null) {
            throw new IllegalStateException("a second response to " + method());
        }
        response = message;
    }

    @Override
    public void close(StatusCode status, String message) {
        if (answered) {
            return;
        }
        answered = true;
        code = status;
        text = message;
        if (queue().isCurrent()) {
            run();
        } else {
            queue().execute(this);
        }
    }

    /** Sends the answer; on the event loop. */
    @Override
    public void run() {
        if (over) {
            return;
        }
        over = true;
        stopWatching();
        ByteBuffer message = response;
        response = null;
        if (code != StatusCode.OK || message == null) {
            ErrorJson.answer(exchange, code, text);
        } else {
            exchange.addHeader("Grpc-Metadata-Content-Type", "application/grpc");
            exchange.respond(200, Gateway.JSON, json(message));
        }
    }

    @Override
    public boolean isReady() {
        return !answered && !isCancelled();
    }

    /** There is one message, which comes by itself. */
    @Override
    public void request(int messages) {}
}
