package dev.quoin.consensus.raft.algorithm.tracker;

/** How a leader treats a follower. */
public enum ProgressState {
    /** Where the logs match is not known: one append at a time, until one is accepted. */
    PROBE("StateProbe"),
    /** The logs match: appends are sent ahead of their answers. */
    REPLICATE("StateReplicate"),
    /** The log does not reach back far enough: a snapshot is on its way, and nothing else is sent. */
    SNAPSHOT("StateSnapshot");

    private final String label;

    ProgressState(String label) {
        this.label = label;
    }

    /** etcd's name for it. */
    @Override
    public String toString() {
        return label;
    }
}
