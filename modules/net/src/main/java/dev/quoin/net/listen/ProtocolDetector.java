package dev.quoin.net.listen;

import dev.quoin.net.protocol.Connection;
import dev.quoin.net.protocol.ConnectionProtocol;
import dev.quoin.net.protocol.Detection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the first bytes of a connection, behind TLS if there is any, hands the connection to the protocol whose they are, and leaves the pipeline. A client
 * that has not shown in time that it is one is cut off: this bounds the TLS handshake and the protocol's own beginning together.
 */
final class ProtocolDetector extends ByteToMessageDecoder {
    /** The protocol that serves a channel. */
    static final AttributeKey<ConnectionProtocol> PROTOCOL = AttributeKey.valueOf(ProtocolDetector.class, "protocol");

    private static final Logger LOG = LoggerFactory.getLogger(ProtocolDetector.class);
    private static final int MAX_FIRST_BYTES = 256;

    private final Listener.Settings settings;
    private final Connections connections;
    private @Nullable List<ConnectionProtocol> candidates;
    private @Nullable Future<?> timer;

    ProtocolDetector(Listener.Settings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        connections.handshakeBegins();
        long nanos = settings.limits().handshakeTimeout().toNanos();
        timer = ctx.executor().schedule(() -> giveUp(ctx), nanos, TimeUnit.NANOSECONDS);
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
        if (candidates == null) {
            candidates = candidates(ctx.pipeline().get(SslHandler.class));
        }
        boolean undecided = false;
        for (ConnectionProtocol protocol : candidates) {
            Detection detection = protocol.detect(in);
            if (detection == Detection.YES) {
                install(ctx, protocol, in);
                return;
            }
            undecided |= detection == Detection.MORE;
        }
        if (!undecided || in.readableBytes() > MAX_FIRST_BYTES) {
            in.skipBytes(in.readableBytes());
            refuse(ctx);
        }
    }

    /** A client that asked for a protocol by name gets no other; one that asked for none, or for one that is not spoken here, is known by its bytes. */
    private List<ConnectionProtocol> candidates(@Nullable SslHandler tls) {
        String name = tls == null ? null : tls.applicationProtocol();
        return name == null
                ? settings.protocols()
                : settings.protocols().stream()
                        .filter(protocol -> protocol.applicationProtocols().contains(name))
                        .toList();
    }

    private void install(ChannelHandlerContext ctx, ConnectionProtocol protocol, ByteBuf first) {
        ctx.channel().attr(PROTOCOL).set(protocol);
        Connection connection = new Connection(
                ctx.channel(), settings.loops().queue(ctx.channel().eventLoop()), this::complete);
        protocol.install(connection, first);
        ctx.pipeline().remove(this);
    }

    private void refuse(ChannelHandlerContext ctx) {
        settings.refusals().refused(ctx.channel(), "not a connection of a protocol that is spoken here");
        String text = "this port speaks "
                + settings.protocols().stream().map(ConnectionProtocol::title).collect(Collectors.joining(", ")) + "\n";
        String answer = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\n"
                + "Connection: close\r\nContent-Length: " + text.length() + "\r\n\r\n" + text;
        ctx.writeAndFlush(Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII))
                .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("handshake with {} failed", ctx.channel().remoteAddress(), cause);
        settings.refusals().failed(ctx.channel(), cause);
        ctx.close();
    }
}
