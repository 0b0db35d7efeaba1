package dev.quoin.transport.grpc.net;

import dev.quoin.transport.grpc.loop.EventLoops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** One bound listen URL. */
public final class Listener implements AutoCloseable {
    /** How much unsent output the channel itself may hold. Above, responses wait in their streams, under flow control. */
    private static final WriteBufferWaterMark OUTPUT = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private final ListenAddress address;
    private final Channel channel;

    private Listener(ListenAddress address, Channel channel) {
        this.address = address;
        this.channel = channel;
    }

    /**
     * What listeners need.
     *
     * @param backlog connections that the system may accept ahead of us
     * @param handshakeTimeout how long until a connection must have shown to be a client's
     */
    public record Settings(
            EventLoops loops,
            Connections connections,
            TlsContexts tls,
            Http2Handlers handlers,
            int backlog,
            Duration handshakeTimeout) {}

    /**
     * Binds a URL.
     *
     * @throws dev.quoin.api.transport.TransportException naming the URL and why it can not be bound
     */
    public static Listener bind(URI url, Settings settings) {
        ListenAddress address = ListenAddress.of(url);
        if (address.tls() && !settings.tls().isConfigured()) {
            throw address.failure("TLS is asked for but no certificate is configured", null);
        }
        SocketAddress target = address.resolve(settings.loops().isEpoll());
        if (address.path() != null) {
            SocketFiles.free(address, Path.of(address.path()));
        }
        ChannelFuture bound = bootstrap(address, settings).bind(target).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw address.bindFailure(bound.cause());
        }
        return new Listener(address, bound.channel());
    }

    private static ServerBootstrap bootstrap(ListenAddress address, Settings settings) {
        EventLoops loops = settings.loops();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops.group())
                .channel(address.isUnix() ? loops.unix() : loops.tcp())
                .option(ChannelOption.SO_BACKLOG, settings.backlog())
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, OUTPUT)
                .childHandler(new ConnectionSetup(address.tls(), settings));
        if (!address.isUnix()) {
            bootstrap.option(ChannelOption.SO_REUSEADDR, true).childOption(ChannelOption.TCP_NODELAY, true);
        }
        return bootstrap;
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

    /** Prepares each connection. */
    private static final class ConnectionSetup extends ChannelInitializer<Channel> {
        private final boolean tls;
        private final Settings settings;

        ConnectionSetup(boolean tls, Settings settings) {
            this.tls = tls;
            this.settings = settings;
        }

        @Override
        protected void initChannel(Channel channel) throws SSLException {
            if (!settings.connections().admit(channel)) {
                channel.close();
                return;
            }
            long timeout = settings.handshakeTimeout().toNanos();
            if (tls) {
                SslHandler handler = settings.tls().current().newHandler(channel.alloc());
                handler.setHandshakeTimeout(timeout, TimeUnit.NANOSECONDS);
                channel.pipeline().addLast("tls", handler);
            }
            channel.pipeline()
                    .addLast("detect", new ProtocolDetector(settings.connections(), settings.handlers(), timeout));
        }
    }
}
