package dev.quoin.distribution.node;

import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.api.transport.TransportLimits;
import dev.quoin.core.corruption.CorruptionOptions;
import dev.quoin.core.node.NodeConfig;
import dev.quoin.distribution.config.NodeOptions;
import java.net.URI;
import java.time.Duration;

/** Turns what an operator configures into what the core and the transports are given; where etcd derives one from another, as etcd does. */
final class Limits {
    /** The etcd version whose API is served. */
    static final String API_VERSION = "3.7.1";

    /** What a message may have beyond the request in it. */
    private static final int MESSAGE_OVERHEAD = 512 * 1024;

    private static final Duration BASE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SYNC_INTERVAL = Duration.ofSeconds(10);
    private static final int MIN_READERS = 2;
    private static final int MAX_READERS = 8;

    private Limits() {}

    static NodeConfig node(NodeOptions options, MemberIdentity identity) {
        NodeOptions.Limits limits = options.limits();
        return new NodeConfig(
                identity,
                options.name(),
                options.urls().advertiseClient().stream().map(URI::toString).toList(),
                API_VERSION,
                BASE_TIMEOUT.plus(options.election().multipliedBy(2)),
                limits.maxRequestBytes(),
                limits.maxTxnOps(),
                minLeaseTtl(options),
                limits.quotaBytes(),
                Math.clamp(Runtime.getRuntime().availableProcessors(), MIN_READERS, MAX_READERS),
                limits.watchProgressInterval(),
                options.maxLearners(),
                options.strictReconfig(),
                options.snapshotCount(),
                SYNC_INTERVAL,
                options.syncBytes(),
                new CorruptionOptions(
                        options.checks().atCompactions(),
                        options.checks().atPresent(),
                        options.checks().initial()),
                options.election());
    }

    /** One and a half election timeouts, in whole ticks: a lease must outlive an election. */
    private static Duration minLeaseTtl(NodeOptions options) {
        long electionTicks = options.election().dividedBy(options.heartbeat());
        return options.heartbeat().multipliedBy(3 * electionTicks / 2);
    }

    static TransportLimits transport(NodeOptions options) {
        NodeOptions.Limits limits = options.limits();
        return new TransportLimits(
                limits.maxRequestBytes() + MESSAGE_OVERHEAD,
                limits.maxConcurrentStreams(),
                limits.keepAliveMinTime(),
                limits.keepAliveInterval(),
                limits.keepAliveTimeout());
    }
}
