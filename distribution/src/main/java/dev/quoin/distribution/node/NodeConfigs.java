package dev.quoin.distribution.node;

import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.api.transport.TransportLimits;
import dev.quoin.core.cluster.MemberCard;
import dev.quoin.core.lease.LeaseOptions;
import dev.quoin.core.membership.ClusterOptions;
import dev.quoin.core.node.FeatureOptions;
import dev.quoin.core.node.NodeConfig;
import dev.quoin.core.server.RequestOptions;
import dev.quoin.core.upkeep.StoreOptions;
import dev.quoin.core.watch.WatchOptions;
import dev.quoin.distribution.config.NodeOptions;
import java.net.URI;
import java.time.Duration;

/** Turns what an operator configures into what the core and the transports are given; where etcd derives one from another, as etcd does. */
final class NodeConfigs {
    /** The etcd version whose API is served. */
    static final String API_VERSION = "3.7.1";

    /** What a message may have beyond the request in it. */
    private static final int MESSAGE_OVERHEAD = 512 * 1024;

    private static final Duration BASE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SYNC_INTERVAL = Duration.ofSeconds(10);
    private static final int MIN_READERS = 2;
    private static final int MAX_READERS = 8;

    private NodeConfigs() {}

    static NodeConfig node(NodeOptions options, MemberIdentity identity) {
        NodeOptions.Limits limits = options.limits();
        MemberCard member = new MemberCard(
                identity,
                options.name(),
                options.urls().advertiseClient().stream().map(URI::toString).toList(),
                API_VERSION);
        FeatureOptions features = new FeatureOptions(
                new RequestOptions(
                        BASE_TIMEOUT.plus(options.election().multipliedBy(2)),
                        limits.maxRequestBytes(),
                        limits.maxTxnOps(),
                        Math.clamp(Runtime.getRuntime().availableProcessors(), MIN_READERS, MAX_READERS)),
                new LeaseOptions(minLeaseTtl(options)),
                new WatchOptions(limits.watchProgressInterval()),
                new StoreOptions(limits.quotaBytes(), options.snapshotCount(), options.syncBytes(), SYNC_INTERVAL),
                new ClusterOptions(options.maxLearners(), options.strictReconfig(), options.election()),
                options.corruption(),
                options.compaction(),
                options.auth());
        return new NodeConfig(member, features);
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
