package dev.quoin.transport.http.gateway;

import dev.quoin.api.transport.StatusCode;
import dev.quoin.api.transport.StreamHandler;
import dev.quoin.transport.http.json.JsonException;
import dev.quoin.transport.http.json.RequestJson;
import dev.quoin.transport.http.json.ValueSplitter;
import dev.quoin.transport.http.wire.Exchange;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import org.jspecify.annotations.Nullable;

/** A stream over WebSocket: requests are objects in messages, each response is a message. On the event loop only. */
final class WebSocketStream extends SimpleChannelInboundHandler<WebSocketFrame> implements StreamSink {
    private static final String PROTOCOL = "Bearer";

    private final Channel channel;
    private final CallHead head;
    private final ValueSplitter splitter;
    private final StreamCall call;
    private boolean ended;

    private WebSocketStream(Channel channel, CallHead head, int maxBytes) {
        this.channel = channel;
        this.head = head;
        splitter = new ValueSplitter(maxBytes);
        call = new StreamCall(head, this);
    }

    /** Whether a request asks for WebSocket. */
    static boolean isAskedFor(Exchange exchange) {
        return exchange.method().equals("GET") && "websocket".equalsIgnoreCase(exchange.header("upgrade"));
    }

    /** The token of a browser's client, which can set no header but this: {@code Sec-WebSocket-Protocol: Bearer, TOKEN}. */
    static @Nullable String token(Exchange exchange) {
        String protocols = exchange.header("sec-websocket-protocol");
        return protocols != null && protocols.startsWith(PROTOCOL + ",")
                ? protocols.substring(PROTOCOL.length() + 1).strip()
                : null;
    }

    static void open(Exchange exchange, CallHead head, StreamHandler handler, int maxBytes) {
        HttpRequest request = exchange.request();
        FullHttpRequest whole = new DefaultFullHttpRequest(
                request.protocolVersion(), HttpMethod.GET, request.uri(), Unpooled.EMPTY_BUFFER);
        whole.headers().set(request.headers());
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory("", PROTOCOL, false, maxBytes).newHandshaker(whole);
        if (handshaker == null) {
            exchange.addHeader("Sec-WebSocket-Version", "13");
            exchange.refuse(426, "only version 13 of WebSocket is spoken here");
            return;
        }
        Channel channel = exchange.connection().channel();
        WebSocketStream stream = new WebSocketStream(channel, head, maxBytes);
        try {
            handshaker.handshake(channel, whole);
        } catch (RuntimeException e) {
            exchange.closeAfterAnswer();
            exchange.refuse(400, "not a WebSocket handshake: " + e.getMessage());
            return;
        }
        exchange.owner().handOver();
        channel.pipeline().addLast("websocket", stream);
        channel.pipeline().remove(exchange.owner());
        stream.call.open(handler);
    }

    // ---- requests

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        switch (frame) {
            case PingWebSocketFrame ping ->
                context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            case CloseWebSocketFrame close -> {
                call.halfClosed();
                close(close.retain());
            }
            case PongWebSocketFrame pong -> {}
            case WebSocketFrame data -> requests(data);
        }
    }

    private void requests(WebSocketFrame data) {
        try {
            splitter.add(
                    data.content(),
                    json -> call.received(RequestJson.read(json, head.method().request())));
        } catch (JsonException e) {
            call.endFromOutside(StatusCode.INVALID_ARGUMENT, "Failed to decode request: " + e.getMessage());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        call.broken();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    // ---- responses

    @Override
    public ChannelFuture send(String json) {
        return channel.writeAndFlush(new TextWebSocketFrame("{\"result\":" + json + "}"));
    }

    @Override
    public void end(StatusCode code, String message) {
        if (code != StatusCode.OK) {
            channel.writeAndFlush(new TextWebSocketFrame("{\"error\":" + ErrorJson.of(code, message) + "}"));
        }
        close(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
    }

    private void close(CloseWebSocketFrame frame) {
        if (ended) {
            frame.release();
            return;
        }
        ended = true;
        channel.writeAndFlush(frame).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void setReading(boolean reading) {
        channel.config().setAutoRead(reading);
    }
}
