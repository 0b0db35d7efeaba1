package dev.quoin.transport.http.wire;

import dev.quoin.net.protocol.Connection;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: hands its requests on one at a time, in order, and cuts off a client that is too slow. What a client sends ahead of the answer waits, and
 * nothing more is read meanwhile.
 */
public final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    /** So much of a body is read although its request has been answered. */
    private static final long MAX_DISCARDED = 256 << 10;

    private final Connection connection;
    private final HttpOptions options;
    private final RequestHandler handler;
    private final Patience patience;
    private final ArrayDeque<Object> ahead = new ArrayDeque<>();
    private @Nullable Exchange exchange;
    private RequestBody body = RequestBody.NONE;
    private boolean bodyComplete = true;
    private boolean closing;
    private boolean draining;
    private boolean taking;
    private boolean handedOver;
    private boolean answerLeft;

    HttpConnection(Connection connection, HttpOptions options, RequestHandler handler) {
        this.connection = connection;
        this.options = options;
        this.handler = handler;
        patience = new Patience(connection.channel());
    }

    /** The connection. */
    public Connection connection() {
        return connection;
    }

    /** The channel. */
    public Channel channel() {
        return connection.channel();
    }

    // ---- time

    /** Bytes came: where nothing is under way, a request's head has begun. */
    void bytesCame() {
        if (exchange == null) {
            patience.beginOnce("head", options.headerTimeout());
        }
    }

    // ---- requests

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        patience.begin("idle", options.idleTimeout());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ahead.add(message);
        takeAhead();
    }

    /** Takes what has come, as far as the request under way lets it. */
    private void takeAhead() {
        if (taking) {
            return;
        }
        taking = true;
        try {
            while (!ahead.isEmpty() && (exchange == null || !(ahead.peek() instanceof HttpRequest))) {
                Object next = ahead.poll();
                try {
                    take(next);
                } finally {
                    ReferenceCountUtil.release(next);
                }
            }
        } finally {
            taking = false;
        }
        if (!ahead.isEmpty()) {
            channel().config().setAutoRead(false);
        } else if (exchange == null && !handedOver) {
            channel().config().setAutoRead(true);
        }
    }

    private void take(Object message) {
        if (message instanceof HttpRequest request) {
            begin(request);
        }
        if (message instanceof HttpContent content && !bodyComplete) {
            if (content.decoderResult().isFailure()) {
                refuse(HttpResponseStatus.BAD_REQUEST);
                return;
            }
            if (content.content().isReadable()) {
                body.part(content.content());
            }
            if (content instanceof LastHttpContent) {
                bodyComplete = true;
                patience.end();
                body.end();
                next();
            }
        }
    }

    private void begin(HttpRequest request) {
        connection.established();
        if (closing) {
            return;
        }
        HttpResponseStatus wrong = BadRequests.find(request);
        if (wrong != null) {
            refuse(wrong);
            return;
        }
        RequestTarget target;
        try {
            target = RequestTarget.of(request.uri());
        } catch (IllegalArgumentException e) {
            refuse(HttpResponseStatus.BAD_REQUEST);
            return;
        }
        bodyComplete = !HttpUtil.isTransferEncodingChunked(request) && HttpUtil.getContentLength(request, 0L) == 0;
        Exchange opened = new Exchange(this, request, target);
        exchange = opened;
        patience.end();
        RequestBody wanted = handler.begin(opened);
        if (handedOver) {
            return;
        }
        body = opened.hasEnded() ? RequestBody.NONE : wanted;
        if (bodyComplete) {
            body.end();
            return;
        }
        if (body.isBounded()) {
            patience.begin("body", options.bodyTimeout());
        }
        if (!opened.hasEnded() && HttpUtil.is100ContinueExpected(request)) {
            channel()
                    .writeAndFlush(new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        }
    }

    /** Answers what is no request of HTTP, and closes. */
    private void refuse(HttpResponseStatus status) {
        closing = true;
        bodyComplete = true;
        body.broken();
        body = RequestBody.NONE;
        channel().writeAndFlush(BadRequests.answer(status)).addListener(ChannelFutureListener.CLOSE);
    }

    // ---- answers

    /** An answer is complete; what waits behind it is taken once it has left. */
    void answered(ChannelFuture written) {
        body = RequestBody.NONE;
        patience.end();
        if (!bodyComplete) {
            // The rest has to come before the next request can.
            patience.begin("body", options.bodyTimeout());
            if (ahead.isEmpty()) {
                channel().config().setAutoRead(true);
            }
        }
        written.addListener(done -> {
            answerLeft = true;
            next();
        });
    }

    /** Goes on to the next request once the answer has left and the body has come. */
    private void next() {
        if (exchange == null || !answerLeft || !bodyComplete && !closing) {
            return;
        }
        answerLeft = false;
        exchange = null;
        body = RequestBody.NONE;
        if (closing || draining) {
            closing = true;
            channel().close();
            return;
        }
        patience.begin("idle", options.idleTimeout());
        takeAhead();
    }

    void closeAfterAnswer() {
        closing = true;
    }

    /** Whether the answer that begins now is the connection's last. A long rest of a body that nobody wants is not waited for. */
    boolean closesAfterAnswer() {
        closing |= draining || !bodyComplete && body.isBounded() && !isRestShort();
        return closing;
    }

    private boolean isRestShort() {
        Exchange current = exchange;
        return current != null
                && !HttpUtil.is100ContinueExpected(current.request())
                && HttpUtil.getContentLength(current.request(), Long.MAX_VALUE) <= MAX_DISCARDED;
    }

    /** Ends the connection with the request under way, or now. */
    void drain() {
        draining = true;
        if (exchange == null) {
            channel().close();
        }
    }

    /** Gives the connection to another handler: no request follows. */
    public void handOver() {
        handedOver = true;
        patience.end();
        exchange = null;
        bodyComplete = true;
        body = RequestBody.NONE;
    }

    // ---- the channel's events

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            body.writable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        gone();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        gone();
    }

    private void gone() {
        patience.end();
        closing = true;
        RequestBody last = body;
        body = RequestBody.NONE;
        last.broken();
        while (!ahead.isEmpty()) {
            ReferenceCountUtil.release(ahead.poll());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A broken connection is a client's everyday end.
        LOG.debug("connection of {} broke", context.channel().remoteAddress(), cause);
        context.close();
    }
}
