package dev.quoin.core.node;

import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.core.cluster.MemberCard;
import dev.quoin.core.corruption.CorruptionOptions;
import java.time.Duration;
import java.util.List;

/**
 * What a node needs to know.
 *
 * @param identity the member and its cluster
 * @param name the member's human-readable name
 * @param advertiseClientUrls where clients reach it
 * @param apiVersion the etcd version whose API is served, {@code 3.7.1}
 * @param requestTimeout how long a request may be on its way through the log
 * @param maxRequestBytes the largest request
 * @param maxTxnOps how many operations a transaction may have
 * @param minLeaseTtl the shortest time to live of a lease
 * @param quotaBytes the logical size from which on writes are refused
 * @param readerThreads how many threads serve long reads
 * @param watchProgressInterval how often idle watchers that asked for it are told of progress
 * @param maxLearners how many learners the cluster may have
 * @param strictReconfig whether membership changes that endanger the quorum are refused
 * @param syncEntries after how many applied entries the store is made durable
 * @param syncInterval after what time it is, at the latest
 * @param syncBytes after requests of what size, in bytes, it is
 * @param corruption how members are compared
 * @param electionTimeout how long members wait for a leader before they campaign
 */
public record NodeConfig(
        MemberIdentity identity,
        String name,
        List<String> advertiseClientUrls,
        String apiVersion,
        Duration requestTimeout,
        int maxRequestBytes,
        int maxTxnOps,
        Duration minLeaseTtl,
        long quotaBytes,
        int readerThreads,
        Duration watchProgressInterval,
        int maxLearners,
        boolean strictReconfig,
        long syncEntries,
        Duration syncInterval,
        long syncBytes,
        CorruptionOptions corruption,
        Duration electionTimeout) {
    /** What {@code syncBytes} is unless something else is wanted. */
    public static final long DEFAULT_SYNC_BYTES = 16L << 20;

    /** With what is usual for what concerns only clusters of several members. */
    public NodeConfig(
            MemberIdentity identity,
            String name,
            List<String> advertiseClientUrls,
            String apiVersion,
            Duration requestTimeout,
            int maxRequestBytes,
            int maxTxnOps,
            Duration minLeaseTtl,
            long quotaBytes,
            int readerThreads,
            Duration watchProgressInterval,
            int maxLearners,
            boolean strictReconfig,
            long syncEntries,
            Duration syncInterval) {
        this(
                identity,
                name,
                advertiseClientUrls,
                apiVersion,
                requestTimeout,
                maxRequestBytes,
                maxTxnOps,
                minLeaseTtl,
                quotaBytes,
                readerThreads,
                watchProgressInterval,
                maxLearners,
                strictReconfig,
                syncEntries,
                syncInterval,
                DEFAULT_SYNC_BYTES,
                CorruptionOptions.DEFAULT,
                Duration.ofSeconds(1));
    }

    /** The facts that the member tells about itself. */
    public MemberCard card() {
        return new MemberCard(identity.memberId(), name, advertiseClientUrls, apiVersion);
    }
}
