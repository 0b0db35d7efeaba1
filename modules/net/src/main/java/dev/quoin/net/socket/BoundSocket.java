package dev.quoin.net.socket;

import dev.quoin.api.transport.ListenUrl;
import dev.quoin.net.loop.EventLoops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;

/** A listen URL that is bound. The file of a Unix domain socket exists as long as the socket does. */
public final class BoundSocket implements AutoCloseable {
    private final ListenUrl listen;
    private final Channel channel;

    private BoundSocket(ListenUrl listen, Channel channel) {
        this.listen = listen;
        this.channel = channel;
    }

    /** Prepares for the connections of an address. */
    @FunctionalInterface
    public interface Setup {
        /** A bootstrap without group and channel. */
        ServerBootstrap bootstrap(ListenUrl listen);
    }

    /**
     * Binds a URL.
     *
     * @param tlsConfigured whether there is a certificate to show
     * @throws dev.quoin.api.transport.TransportException naming the URL and why it can not be bound
     */
    public static BoundSocket bind(URI url, EventLoops loops, boolean tlsConfigured, Setup setup) {
        ListenAddress address = ListenAddress.of(url);
        ListenUrl listen = address.listen();
        if (listen.tls() && !tlsConfigured) {
            throw address.failure("TLS is asked for but no certificate is configured", null);
        }
        SocketAddress target = address.resolve(loops.isEpoll());
        if (listen.unix()) {
            SocketFiles.free(address, Path.of(listen.path()));
        }
        ServerBootstrap bootstrap =
                setup.bootstrap(listen).group(loops.group()).channel(listen.unix() ? loops.unix() : loops.tcp());
        if (!listen.unix()) {
            bootstrap.option(ChannelOption.SO_REUSEADDR, true).childOption(ChannelOption.TCP_NODELAY, true);
        }
        ChannelFuture bound = bootstrap.bind(target).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw address.bindFailure(bound.cause());
        }
        return new BoundSocket(listen, bound.channel());
    }

    /** The address bound. A Unix domain socket has its path as host name, and port 0. */
    public InetSocketAddress boundAddress() {
        return channel.localAddress() instanceof InetSocketAddress inet
                ? inet
                : InetSocketAddress.createUnresolved(listen.path(), 0);
    }

    /** Takes no more connections; those there are stay. */
    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        if (listen.unix()) {
            SocketFiles.delete(Path.of(listen.path()));
        }
    }
}
