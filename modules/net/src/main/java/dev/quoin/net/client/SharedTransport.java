package dev.quoin.net.client;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.transport.ClientTransport;
import dev.quoin.api.transport.TransportException;
import dev.quoin.net.listen.Listener;
import dev.quoin.net.listen.LoggedRefusals;
import dev.quoin.net.listen.Refusals;
import dev.quoin.net.loop.EventLoops;
import dev.quoin.net.protocol.ConnectionProtocol;
import dev.quoin.net.tls.TlsContexts;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Serves clients on any number of ports, with several protocols on each, all on one set of event loops. */
public final class SharedTransport implements ClientTransport {
    private final EventLoops loops;
    private final List<Open> ports;

    /** A port with its listener. */
    private record Open(List<URI> urls, List<ConnectionProtocol> protocols, Listener listener) {}

    /** Not yet listening. */
    public SharedTransport(NetOptions options, Authenticator authenticator, List<Port> ports) {
        loops = new EventLoops("client-loop", options.eventLoops(), options.nativeIo());
        this.ports =
                ports.stream().map(port -> open(options, authenticator, port)).toList();
    }

    private Open open(NetOptions options, Authenticator authenticator, Port port) {
        TlsContexts tls = new TlsContexts(authenticator, port.side());
        Refusals refusals = new LoggedRefusals(tls.sideName());
        Listener listener =
                new Listener(new Listener.Settings(loops, tls, port.protocols(), options.limits(), refusals));
        return new Open(port.urls(), port.protocols(), listener);
    }

    @Override
    public synchronized List<InetSocketAddress> start() {
        List<InetSocketAddress> bound = new ArrayList<>();
        try {
            for (Open port : ports) {
                port.protocols().forEach(protocol -> protocol.start(loops));
                bound.addAll(port.listener().bind(port.urls()));
            }
        } catch (TransportException e) {
            close();
            throw e;
        }
        return bound;
    }

    @Override
    public void stop(Duration grace) {
        long until = System.nanoTime() + grace.toNanos();
        ports.forEach(port -> port.listener().drain());
        try {
            for (Open port : ports) {
                port.listener().awaitNone(Math.max(until - System.nanoTime(), 0));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    @Override
    public void close() {
        ports.forEach(port -> port.listener().close());
        loops.close();
        ports.forEach(port -> port.protocols().forEach(ConnectionProtocol::close));
    }
}
