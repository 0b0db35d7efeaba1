package dev.quoin.transport.grpc.client;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.transport.ClientTransport;
import dev.quoin.api.transport.ClientTransportContext;
import dev.quoin.api.transport.TransportException;
import dev.quoin.transport.grpc.http2.Http2Connection;
import dev.quoin.transport.grpc.http2.Http2Options;
import dev.quoin.transport.grpc.loop.EventLoops;
import dev.quoin.transport.grpc.net.BoundSocket;
import dev.quoin.transport.grpc.net.Connections;
import dev.quoin.transport.grpc.net.Listener;
import dev.quoin.transport.grpc.net.TlsContexts;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Serves gRPC to clients on all listen URLs. */
public final class GrpcClientTransport implements ClientTransport {
    private final List<URI> urls;
    private static final long TRIM_SECONDS = 5;

    private final LargePieces pieces = new LargePieces();
    private final CallService service;
    private final Http2Options options;
    private final EventLoops loops;
    private final Connections connections;
    private final Listener.Settings settings;
    private final List<BoundSocket> listeners = new ArrayList<>();

    /** Not yet listening. */
    public GrpcClientTransport(ClientTransportContext context, ClientTransportSettings config) {
        urls = context.listenUrls();
        service =
                new CallService(new MethodTable(context.handler()), context.authenticator(), context.limits(), pieces);
        options = config.http2(context.limits());
        loops = new EventLoops("client-loop", config.eventLoops(), config.nativeIo());
        connections = new Connections(config.maxConnections(), config.maxPendingConnections());
        TlsContexts tls = new TlsContexts(context.authenticator(), Authenticator.Listener.CLIENT);
        settings = new Listener.Settings(
                loops, connections, tls, this::connection, config.backlog(), config.handshakeTimeout());
    }

    private ChannelHandler connection(Channel channel, Runnable handshakeComplete) {
        CallOpener opener =
                new CallOpener(service, ClientAddress.address(channel), ClientAddress.certificates(channel));
        return new Http2Connection(options, opener, loops.queue(channel.eventLoop()), handshakeComplete);
    }

    @Override
    public synchronized List<InetSocketAddress> start() {
        try {
            for (URI url : urls) {
                listeners.add(Listener.bind(url, settings));
            }
        } catch (TransportException e) {
            close();
            throw e;
        }
        loops.group().scheduleWithFixedDelay(pieces::trim, TRIM_SECONDS, TRIM_SECONDS, TimeUnit.SECONDS);
        return listeners.stream().map(BoundSocket::boundAddress).toList();
    }

    @Override
    public void stop(Duration grace) {
        stopListening();
        connections.stop(channel -> channel.eventLoop().execute(() -> drain(channel)));
        try {
            connections.awaitNone(grace.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    private static void drain(Channel channel) {
        Http2Connection connection = channel.pipeline().get(Http2Connection.class);
        if (connection == null) {
            channel.close();
        } else {
            connection.drain();
        }
    }

    private synchronized void stopListening() {
        listeners.forEach(BoundSocket::close);
        listeners.clear();
    }

    @Override
    public void close() {
        stopListening();
        connections.stop(Channel::close);
        loops.close();
        pieces.close();
    }
}
