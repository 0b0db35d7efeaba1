package dev.quoin.transport.grpc.net;

import dev.quoin.transport.grpc.loop.EventLoops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslHandler;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Listens for clients. */
public final class Listener {
    /**
     * How much unsent output the channel itself may hold. Above, responses wait in their streams, under flow control. So much is written at once: smaller
     * writes wake the receiver more often.
     */
    private static final WriteBufferWaterMark OUTPUT = new WriteBufferWaterMark(256 << 10, 1 << 20);

    private Listener() {}

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
    public static BoundSocket bind(URI url, Settings settings) {
        return BoundSocket.bind(
                url,
                settings.loops(),
                settings.tls(),
                address -> new ServerBootstrap()
                        .option(ChannelOption.SO_BACKLOG, settings.backlog())
                        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, OUTPUT)
                        .childHandler(new ConnectionSetup(address.tls(), settings)));
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
