package dev.quoin.core.membership;

import java.time.Duration;

/**
 * How the member behaves in its cluster.
 *
 * @param maxLearners how many learners the cluster may have
 * @param strictReconfig whether membership changes that endanger the quorum are refused
 * @param electionTimeout how long members wait for a leader before they campaign
 */
public record ClusterOptions(int maxLearners, boolean strictReconfig, Duration electionTimeout) {
    /** etcd's. */
    public static final ClusterOptions DEFAULT = new ClusterOptions(1, true, Duration.ofSeconds(1));
}
