package dev.quoin.benchmarks.http2;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Opens connections on a few event loops, in clear text. */
public final class GrpcConnector implements AutoCloseable {
    private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(5).toMillis();

    private final EventLoopGroup loops;
    private final Class<? extends Channel> channelType;
    private volatile String token = "";

    /** With a number of event loops, each a thread. */
    public GrpcConnector(int threads) {
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        loops = new MultiThreadIoEventLoopGroup(threads, io);
        channelType = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    /** Names a user by a token, on connections that are made from now on; empty for nobody. */
    public void token(String ofUser) {
        token = ofUser;
    }

    /** Connects to an address that is given by numbers or resolved when it was made; done when the server speaks HTTP/2. */
    public CompletableFuture<GrpcConnection> connect(InetSocketAddress address) {
        CompletableFuture<GrpcConnection> ready = new CompletableFuture<>();
        String authority = address.getHostString() + ":" + address.getPort();
        ChannelFuture connecting = new Bootstrap()
                .group(loops)
                .channel(channelType)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new GrpcConnection(authority, token, ready))
                .connect(address);
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                ready.completeExceptionally(done.cause());
            }
        });
        return ready.orTimeout(2L * CONNECT_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
