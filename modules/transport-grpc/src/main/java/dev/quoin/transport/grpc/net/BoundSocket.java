package dev.quoin.transport.grpc.net;

import dev.quoin.transport.grpc.loop.EventLoops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;

/** A listen URL that is bound. The file of a Unix domain socket is there as long as the socket is. */
public final class BoundSocket implements AutoCloseable {
    private final ListenAddress address;
    private final Channel channel;

    private BoundSocket(ListenAddress address, Channel channel) {
        this.address = address;
        this.channel = channel;
    }

    /** What a listener makes of connections to an address. */
    @FunctionalInterface
    public interface Setup {
        /** Without group, channel and what is usual for TCP. */
        ServerBootstrap bootstrap(ListenAddress address);
    }

    /**
     * Binds a URL.
     *
     * @throws dev.quoin.api.transport.TransportException naming the URL and why it can not be bound
     */
    public static BoundSocket bind(URI url, EventLoops loops, TlsContexts tls, Setup setup) {
        ListenAddress address = ListenAddress.of(url);
        if (address.tls() && !tls.isConfigured()) {
            throw address.failure("TLS is asked for but no certificate is configured", null);
        }
        SocketAddress target = address.resolve(loops.isEpoll());
        if (address.path() != null) {
            SocketFiles.free(address, Path.of(address.path()));
        }
        ServerBootstrap bootstrap =
                setup.bootstrap(address).group(loops.group()).channel(address.isUnix() ? loops.unix() : loops.tcp());
        if (!address.isUnix()) {
            bootstrap.option(ChannelOption.SO_REUSEADDR, true).childOption(ChannelOption.TCP_NODELAY, true);
        }
        ChannelFuture bound = bootstrap.bind(target).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw address.bindFailure(bound.cause());
        }
        return new BoundSocket(address, bound.channel());
    }

    /** The address bound. A Unix domain socket has its path as host name, and port 0. */
    public InetSocketAddress boundAddress() {
        return channel.localAddress() instanceof InetSocketAddress inet
                ? inet
                : InetSocketAddress.createUnresolved(String.valueOf(address.path()), 0);
    }

    /** Takes no more connections; those there are stay. */
    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        if (address.path() != null) {
            SocketFiles.delete(Path.of(address.path()));
        }
    }
}
