package dev.quoin.benchmarks.http2;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** An HTTP/2 server that answers every gRPC call in one way, and remembers what it was asked. */
final class GrpcPeer implements AutoCloseable {
    /** A request as it arrived. */
    record Request(Http2Headers headers, byte[] body) {}

    /** How a request is answered. */
    @FunctionalInterface
    interface Answer {
        void to(Request request, ChannelHandlerContext stream);
    }

    final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel listener;

    GrpcPeer(Http2Settings settings, Answer answer) {
        listener = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection
                                .pipeline()
                                .addLast(Http2FrameCodecBuilder.forServer()
                                        .initialSettings(settings)
                                        .build())
                                .addLast(new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel stream) {
                                        stream.pipeline().addLast(new Exchange(answer));
                                    }
                                }));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** Answers with a message and status 0, as gRPC servers do. */
    static void ok(ChannelHandlerContext stream, int messageBytes) {
        stream.write(new DefaultHttp2HeadersFrame(
                new DefaultHttp2Headers().status("200").add("content-type", "application/grpc")));
        ByteBuf message = Unpooled.buffer().writeByte(0).writeInt(messageBytes).writeZero(messageBytes);
        stream.write(new DefaultHttp2DataFrame(message));
        stream.writeAndFlush(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().add("grpc-status", "0"), true));
    }

    /** Answers with an error only. */
    static void error(ChannelHandlerContext stream, int code, String message) {
        stream.writeAndFlush(new DefaultHttp2HeadersFrame(
                new DefaultHttp2Headers()
                        .status("200")
                        .add("content-type", "application/grpc")
                        .add("grpc-status", Integer.toString(code))
                        .add("grpc-message", message),
                true));
    }

    private final class Exchange extends ChannelInboundHandlerAdapter {
        private final Answer answer;
        private final ByteBuf body = Unpooled.buffer();
        private Http2Headers headers = new DefaultHttp2Headers();

        Exchange(Answer answer) {
            this.answer = answer;
        }

        @Override
        public void channelRead(ChannelHandlerContext stream, Object frame) {
            try {
                if (frame instanceof Http2HeadersFrame start) {
                    headers = start.headers();
                } else if (frame instanceof Http2DataFrame data) {
                    body.writeBytes(data.content());
                    if (data.isEndStream()) {
                        byte[] bytes = new byte[body.readableBytes()];
                        body.readBytes(bytes);
                        Request request = new Request(headers, bytes);
                        requests.add(request);
                        answer.to(request, stream);
                    }
                }
            } finally {
                ReferenceCountUtil.release(frame);
            }
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
