package dev.quoin.transport.grpc.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the first bytes of a connection, behind TLS if there is any, and puts the handler of the protocol in its own place. A client that has not
 * shown by some time that it is one is cut off: this bounds the TLS handshake, the preface and the first settings together.
 */
final class ProtocolDetector extends ByteToMessageDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(ProtocolDetector.class);
    private static final ByteBuf PREFACE = Unpooled.unreleasableBuffer(Unpooled.directBuffer(24)
            .writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII))
            .asReadOnly());
    private static final String REFUSAL = "this port speaks gRPC over HTTP/2\n";

    private final Connections connections;
    private final Http2Handlers handlers;
    private final long timeoutNanos;
    private @Nullable Future<?> timer;

    ProtocolDetector(Connections connections, Http2Handlers handlers, long timeoutNanos) {
        this.connections = connections;
        this.handlers = handlers;
        this.timeoutNanos = timeoutNanos;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        connections.handshakeBegins();
        timer = ctx.executor().schedule(() -> giveUp(ctx), timeoutNanos, TimeUnit.NANOSECONDS);
        ctx.channel().closeFuture().addListener(closed -> complete());
    }

    private void giveUp(ChannelHandlerContext ctx) {
        LOG.debug("no handshake from {} in time", ctx.channel().remoteAddress());
        ctx.channel().close();
    }

    private void complete() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
            connections.handshakeEnded();
        }
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        int length = Math.min(in.readableBytes(), PREFACE.readableBytes());
        if (!ByteBufUtil.equals(in, in.readerIndex(), PREFACE, 0, length)) {
            in.skipBytes(in.readableBytes());
            refuse(ctx);
        } else if (length == PREFACE.readableBytes()) {
            in.skipBytes(length);
            ctx.pipeline().replace(this, "http2", handlers.create(ctx.channel(), this::complete));
        }
    }

    private static void refuse(ChannelHandlerContext ctx) {
        String answer =
                "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\nContent-Length: "
                        + REFUSAL.length() + "\r\n\r\n" + REFUSAL;
        ctx.writeAndFlush(Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII))
                .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("handshake with {} failed", ctx.channel().remoteAddress(), cause);
        ctx.close();
    }
}
