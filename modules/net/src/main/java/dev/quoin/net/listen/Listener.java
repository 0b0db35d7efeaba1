package dev.quoin.net.listen;

import dev.quoin.api.transport.ListenUrl;
import dev.quoin.api.transport.TransportException;
import dev.quoin.net.loop.EventLoops;
import dev.quoin.net.protocol.ConnectionProtocol;
import dev.quoin.net.socket.BoundSocket;
import dev.quoin.net.tls.TlsContexts;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Listens on URLs and gives each connection to one of several protocols. Closes neither the loops nor the protocols. Safe for use by any thread. */
public final class Listener implements AutoCloseable {
    /**
     * How much unsent output the channel itself may hold. Above, responses wait in their streams, under flow control. So much is written at once: smaller
     * writes wake the receiver more often.
     */
    private static final WriteBufferWaterMark OUTPUT = new WriteBufferWaterMark(256 << 10, 1 << 20);

    private final Settings settings;
    private final List<String> applicationProtocols;
    private final Connections connections;
    private final List<BoundSocket> sockets = new ArrayList<>();

    /**
     * What a listener needs.
     *
     * @param protocols that are spoken here, in the order in which they are asked
     * @param refusals is told of connections that no protocol took
     */
    public record Settings(
            EventLoops loops,
            TlsContexts tls,
            List<ConnectionProtocol> protocols,
            ListenLimits limits,
            Refusals refusals) {}

    /** Not yet bound. */
    public Listener(Settings settings) {
        this.settings = settings;
        connections =
                new Connections(settings.limits().maxOpen(), settings.limits().maxPending());
        // The first that the client knows too is taken. Clients of gRPC know h2 alone; curl and others that know both
        // want what is written for
        // HTTP/1.1 here. So h2 comes last.
        applicationProtocols = settings.protocols().stream()
                .flatMap(protocol -> protocol.applicationProtocols().stream())
                .distinct()
                .sorted(Comparator.comparing("h2"::equals))
                .toList();
    }

    /**
     * Binds all URLs, or none.
     *
     * @return the addresses bound, in the order of the URLs
     * @throws TransportException naming the URL and why it can not be bound
     */
    public synchronized List<InetSocketAddress> bind(List<URI> urls) {
        boolean tlsConfigured = settings.tls().isConfigured();
        try {
            for (URI url : urls) {
                if (tlsConfigured && ListenUrl.isTls(url)) {
                    requireContext(url);
                }
                sockets.add(BoundSocket.bind(
                        url,
                        settings.loops(),
                        tlsConfigured,
                        listen -> new ServerBootstrap()
                                .option(
                                        ChannelOption.SO_BACKLOG,
                                        settings.limits().backlog())
                                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, OUTPUT)
                                .childHandler(new ConnectionSetup(listen.tls()))));
            }
        } catch (TransportException e) {
            stopAccepting();
            throw e;
        }
        return sockets.stream().map(BoundSocket::boundAddress).toList();
    }

    /** What is wrong with the material shows here, and not with the first client. */
    private void requireContext(URI url) {
        try {
            settings.tls().server(applicationProtocols);
        } catch (SSLException | IllegalArgumentException e) {
            throw new TransportException("cannot listen on " + url + ": TLS: " + e.getMessage(), e);
        }
    }

    /** Refuses new connections and asks those there are to end; {@link #awaitNone} waits for them. */
    public void drain() {
        stopAccepting();
        connections.stop(channel -> channel.eventLoop().execute(() -> drain(channel)));
    }

    private static void drain(Channel channel) {
        ConnectionProtocol protocol = channel.attr(ProtocolDetector.PROTOCOL).get();
        if (protocol == null) {
            channel.close();
        } else {
            protocol.drain(channel);
        }
    }

    /** Waits until all connections have ended; false when that takes longer than the time given. */
    public boolean awaitNone(long nanos) throws InterruptedException {
        return connections.awaitNone(nanos);
    }

    private synchronized void stopAccepting() {
        sockets.forEach(BoundSocket::close);
        sockets.clear();
    }

    /** Ends everything; connections may still say goodbye while their loops run. */
    @Override
    public void close() {
        stopAccepting();
        connections.stop(Channel::close);
    }

    /** Ends everything without a goodbye, for loops that are about to end and may not come to closing after one. */
    public void cut() {
        stopAccepting();
        connections.stop(
                channel -> channel.eventLoop().execute(() -> channel.unsafe().close(channel.newPromise())));
    }

    /** Prepares each connection. */
    private final class ConnectionSetup extends ChannelInitializer<Channel> {
        private final boolean encrypted;

        ConnectionSetup(boolean encrypted) {
            this.encrypted = encrypted;
        }

        @Override
        protected void initChannel(Channel channel) throws SSLException {
            if (!connections.admit(channel)) {
                channel.close();
                return;
            }
            if (encrypted) {
                SslHandler handler = settings.tls().server(applicationProtocols).newHandler(channel.alloc());
                handler.setHandshakeTimeout(settings.limits().handshakeTimeout().toNanos(), TimeUnit.NANOSECONDS);
                channel.pipeline().addLast("tls", handler).addLast("admission", new AdmissionGate(settings));
            }
            channel.pipeline().addLast("detect", new ProtocolDetector(settings, connections));
        }
    }
}
