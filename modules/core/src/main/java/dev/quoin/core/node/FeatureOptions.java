package dev.quoin.core.node;

import dev.quoin.core.corruption.CorruptionOptions;
import dev.quoin.core.lease.LeaseOptions;
import dev.quoin.core.membership.ClusterOptions;
import dev.quoin.core.server.RequestOptions;
import dev.quoin.core.upkeep.CompactionOptions;
import dev.quoin.core.upkeep.StoreOptions;
import dev.quoin.core.watch.WatchOptions;

/** The options of all features; each record belongs to its feature and says what its fields mean. */
public record FeatureOptions(
        RequestOptions requests,
        LeaseOptions leases,
        WatchOptions watch,
        StoreOptions store,
        ClusterOptions cluster,
        CorruptionOptions corruption,
        CompactionOptions compaction,
        AuthOptions auth) {
    /** What every feature does unless told otherwise. */
    public static final FeatureOptions DEFAULT = new FeatureOptions(
            RequestOptions.DEFAULT,
            LeaseOptions.DEFAULT,
            WatchOptions.DEFAULT,
            StoreOptions.DEFAULT,
            ClusterOptions.DEFAULT,
            CorruptionOptions.DEFAULT,
            CompactionOptions.OFF,
            AuthOptions.DEFAULT);

    /** With users known as without any flag. */
    public FeatureOptions(
            RequestOptions requests,
            LeaseOptions leases,
            WatchOptions watch,
            StoreOptions store,
            ClusterOptions cluster,
            CorruptionOptions corruption,
            CompactionOptions compaction) {
        this(requests, leases, watch, store, cluster, corruption, compaction, AuthOptions.DEFAULT);
    }
}
