package dev.quoin.ctl.client;

import io.grpc.ManagedChannel;
import io.grpc.netty.NegotiationType;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Connections to a cluster: calls go to its members in turn, past those that do not answer. */
final class Channels {

    private static final long STOP_MILLIS = 50;

    private static volatile boolean opened;

    private Channels() {}

    /** One thread carries all connections of the process: a command line tool has little to do at once. */
    private static final class Loop {
        static final EventLoopGroup GROUP = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("connections", true), NioIoHandler.newFactory());
    }

    /** Ends the thread of the connections. It sits in native code, so the JVM would wait 300 ms for it at the end. */
    static void stop() {
        if (opened) {
            Loop.GROUP.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(STOP_MILLIS);
        }
    }

    static ManagedChannel open(ClientConfig config) throws TlsException {
        opened = true;
        List<Endpoint> endpoints = config.endpoints().stream().map(Endpoint::of).toList();
        Endpoint first = endpoints.getFirst();
        NettyChannelBuilder builder = NettyChannelBuilder.forTarget(Members.SCHEME + ":///" + "members")
                .nameResolverFactory(new Members(endpoints))
                .defaultLoadBalancingPolicy("round_robin")
                .eventLoopGroup(Loop.GROUP)
                .channelType(first.socket() ? NioDomainSocketChannel.class : NioSocketChannel.class)
                .directExecutor()
                .disableRetry()
                .disableServiceConfigLookUp()
                .maxInboundMessageSize(config.maxReceive() > 0 ? config.maxReceive() : Integer.MAX_VALUE)
                .keepAliveTimeout(config.keepAliveTimeout().toMillis(), TimeUnit.MILLISECONDS);
        if (config.keepAliveTime().isPositive()) {
            builder.keepAliveTime(config.keepAliveTime().toMillis(), TimeUnit.MILLISECONDS);
        }
        secure(builder, first, config.tls());
        return builder.build();
    }

    private static void secure(NettyChannelBuilder builder, Endpoint first, TlsConfig tls) throws TlsException {
        if (first.security() == Endpoint.Security.REQUIRED
                || (first.security() == Endpoint.Security.OPTIONAL && tls.isWanted())) {
            builder.negotiationType(NegotiationType.TLS).sslContext(Tls.context(tls));
            if (!tls.serverName().isEmpty()) {
                builder.overrideAuthority(tls.serverName());
            }
        } else {
            builder.negotiationType(NegotiationType.PLAINTEXT);
        }
    }

    /** The files that the flags name must be right even where the endpoints turn out to need none. */
    static void check(TlsConfig tls) throws TlsException {
        if (tls.isWanted()) {
            Tls.context(tls);
        }
    }
}
