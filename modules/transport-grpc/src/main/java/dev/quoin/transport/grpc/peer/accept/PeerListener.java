package dev.quoin.transport.grpc.peer.accept;

import dev.quoin.transport.grpc.loop.EventLoops;
import dev.quoin.transport.grpc.net.BoundSocket;
import dev.quoin.transport.grpc.net.TlsContexts;
import dev.quoin.transport.grpc.peer.stream.Http2Setup;
import dev.quoin.transport.grpc.peer.stream.PeerSettings;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.ssl.SslHandler;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Listens for other members. */
public final class PeerListener {
    private PeerListener() {}

    /**
     * What all listeners of a transport share.
     *
     * @param accepted the connections that are open
     */
    public record Shared(
            EventLoops loops, TlsContexts tls, PeerSettings settings, Reception reception, Set<Channel> accepted) {
        public Shared(EventLoops loops, TlsContexts tls, PeerSettings settings, Reception reception) {
            this(loops, tls, settings, reception, ConcurrentHashMap.newKeySet());
        }

        /** Ends all connections at once. Loops that end would first say goodbye, and may not come to closing then. */
        public void cutAll() {
            for (Channel channel : accepted) {
                channel.eventLoop().execute(() -> channel.unsafe().close(channel.newPromise()));
            }
        }
    }

    /** @throws dev.quoin.api.transport.TransportException naming the URL and why it can not be bound */
    public static BoundSocket bind(URI url, Shared shared) {
        return BoundSocket.bind(
                url,
                shared.loops,
                shared.tls,
                address -> new ServerBootstrap().childHandler(new Setup(address.tls(), shared)));
    }

    private static final class Setup extends ChannelInitializer<Channel> {
        private final boolean tls;
        private final Shared shared;

        Setup(boolean tls, Shared shared) {
            this.tls = tls;
            this.shared = shared;
        }

        @Override
        protected void initChannel(Channel channel) throws SSLException {
            shared.accepted.add(channel);
            boolean tooMany = shared.accepted.size() > shared.settings.maxConnections();
            channel.closeFuture().addListener(closed -> shared.accepted.remove(channel));
            if (tooMany) {
                channel.close();
                return;
            }
            if (tls) {
                SslHandler handler = shared.tls.current().newHandler(channel.alloc());
                handler.setHandshakeTimeout(shared.settings.dialTimeout().toNanos(), TimeUnit.NANOSECONDS);
                channel.pipeline().addLast("tls", handler);
            }
            ChannelInitializer<Channel> streams = new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel stream) {
                    stream.pipeline().addLast(new AcceptedStream(shared.reception));
                }
            };
            Http2Setup.server(channel, shared.settings.idleTimeout(), streams, failure -> failed(channel, failure));
        }

        /** A connection that breaks is nothing special; one that does not speak as members do is. Its bytes are left out, they differ each time. */
        private void failed(Channel channel, Throwable failure) {
            Throwable cause =
                    failure instanceof DecoderException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof Http2Exception http2) {
                refuse(channel, "not a member's connection: HTTP/2 " + http2.error());
            } else if (cause instanceof SSLException) {
                refuse(channel, "not a member's connection: TLS: " + cause.getMessage());
            }
        }

        private void refuse(Channel channel, String why) {
            shared.reception.gate().notAPeer(AcceptedStream.host(channel.remoteAddress()), why);
        }
    }
}
