package dev.quoin.transport.http.gateway;

import dev.quoin.api.transport.ApiMethod;
import dev.quoin.api.transport.MethodKind;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.transport.http.json.JsonException;
import dev.quoin.transport.http.json.RequestJson;
import dev.quoin.transport.http.json.ValueSplitter;
import dev.quoin.transport.http.wire.Exchange;
import dev.quoin.transport.http.wire.RequestBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;

/** A stream in one HTTP exchange: requests are objects in the body, one after the other; each response is a line. On the event loop only. */
final class ChunkedStream implements RequestBody, StreamSink {
    private final Exchange exchange;
    private final CallHead head;
    private final boolean onlyOne;
    private final ValueSplitter splitter;
    private final StreamCall call;
    private int requests;

    private ChunkedStream(Exchange exchange, CallHead head, boolean onlyOne, int maxBytes) {
        this.exchange = exchange;
        this.head = head;
        this.onlyOne = onlyOne;
        splitter = new ValueSplitter(maxBytes);
        call = new StreamCall(head, this);
    }

    static RequestBody open(Exchange exchange, CallHead head, ApiMethod.Streaming method, int maxBytes) {
        boolean onlyOne = method.kind() == MethodKind.SERVER_STREAM;
        ChunkedStream stream = new ChunkedStream(exchange, head, onlyOne, maxBytes);
        stream.call.open(method.handler());
        return stream;
    }

    // ---- requests

    @Override
    public void part(ByteBuf bytes) {
        try {
            splitter.add(bytes, this::request);
        } catch (JsonException e) {
            call.endFromOutside(StatusCode.INVALID_ARGUMENT, "Failed to decode request: " + e.getMessage());
        }
    }

    private void request(String json) throws JsonException {
        if (!onlyOne || requests == 0) {
            requests++;
            call.received(RequestJson.read(json, head.method().request()));
        }
    }

    @Override
    public void end() {
        if (splitter.isInside()) {
            call.endFromOutside(StatusCode.INVALID_ARGUMENT, "Failed to decode request: unexpected EOF");
            return;
        }
        if (onlyOne && requests == 0) {
            call.received(head.method().request());
        }
        call.halfClosed();
    }

    @Override
    public void broken() {
        call.broken();
    }

    @Override
    public boolean isBounded() {
        return false;
    }

    // ---- responses

    @Override
    public ChannelFuture send(String json) {
        begin();
        return line("{\"result\":" + json + "}");
    }

    private void begin() {
        if (!exchange.hasBegun()) {
            exchange.addHeader("Grpc-Metadata-Content-Type", "application/grpc");
            exchange.begin(200, Gateway.JSON);
        }
    }

    private ChannelFuture line(String json) {
        return exchange.write(
                ByteBufUtil.writeUtf8(exchange.connection().channel().alloc(), json + "\n"));
    }

    @Override
    public void end(StatusCode code, String message) {
        String error = "{\"error\":" + ErrorJson.of(code, message) + "}";
        if (code != StatusCode.OK && !exchange.hasBegun()) {
            exchange.respond(HttpStatus.of(code), Gateway.JSON, error + "\n");
            return;
        }
        begin();
        if (code != StatusCode.OK) {
            line(error);
        }
        exchange.end();
    }

    @Override
    public void setReading(boolean reading) {
        exchange.connection().channel().config().setAutoRead(reading);
    }
}
