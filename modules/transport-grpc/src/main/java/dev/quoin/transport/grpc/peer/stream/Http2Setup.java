package dev.quoin.transport.grpc.peer.stream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Prepares a connection between members for HTTP/2. Both sides ask for signs of life, and end a connection that gives none. */
public final class Http2Setup {
    private static final int STREAM_WINDOW = 1 << 20;
    private static final int CONNECTION_WINDOW = 16 << 20;
    private static final int MAX_STREAMS = 1024;
    private static final int MAX_HEADER_BYTES = 16 << 10;
    private static final int PINGS_A_TIMEOUT = 3;

    private Http2Setup() {}

    public static void client(Channel channel, Duration idle) {
        add(channel, Http2FrameCodecBuilder.forClient(), idle, new RefuseStreams(), failure -> {
            // Whoever dialled is told by its streams.
        });
    }

    /** @param failed is told why a connection can not go on, on its event loop */
    public static void server(Channel channel, Duration idle, ChannelHandler streams, Consumer<Throwable> failed) {
        add(channel, Http2FrameCodecBuilder.forServer(), idle, streams, failed);
    }

    private static void add(
            Channel channel,
            Http2FrameCodecBuilder codec,
            Duration idle,
            ChannelHandler streams,
            Consumer<Throwable> failed) {
        Http2Settings settings =
                Http2Settings.defaultSettings().initialWindowSize(STREAM_WINDOW).maxHeaderListSize(MAX_HEADER_BYTES);
        if (codec.isServer()) {
            settings.maxConcurrentStreams(MAX_STREAMS);
        } else {
            settings.pushEnabled(false);
        }
        codec.initialSettings(settings).gracefulShutdownTimeoutMillis(0);
        long nanos = idle.toNanos();
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(new IdleStateHandler(nanos, nanos / PINGS_A_TIMEOUT, 0, TimeUnit.NANOSECONDS));
        pipeline.addLast(codec.build());
        pipeline.addLast(new Liveness());
        pipeline.addLast(new Http2MultiplexHandler(streams));
        pipeline.addLast(new Tail(failed));
    }

    /** Nobody but the one who dialled opens streams. */
    @ChannelHandler.Sharable
    private static final class RefuseStreams extends ChannelInboundHandlerAdapter {
        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            context.close();
        }
    }

    /** Widens the connection's window, asks for signs of life, and ends a connection without any. */
    private static final class Liveness extends ChannelDuplexHandler {
        /** A connection that was dialled becomes active later; one that was accepted already is. */
        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            if (context.channel().isActive()) {
                widen(context);
            }
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            widen(context);
            context.fireChannelActive();
        }

        private static void widen(ChannelHandlerContext context) {
            context.writeAndFlush(new DefaultHttp2WindowUpdateFrame(CONNECTION_WINDOW));
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof IdleStateEvent idle) {
                if (idle.state() == IdleState.READER_IDLE) {
                    context.channel().unsafe().close(context.newPromise());
                } else {
                    context.writeAndFlush(new DefaultHttp2PingFrame(0));
                }
            } else {
                context.fireUserEventTriggered(event);
            }
        }
    }

    /** What nobody wants of the connection's own frames, and its failures: it ends, and its streams tell. */
    private static final class Tail extends ChannelInboundHandlerAdapter {
        private final Consumer<Throwable> failed;

        Tail(Consumer<Throwable> failed) {
            this.failed = failed;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            failed.accept(cause);
            context.close();
        }
    }
}
