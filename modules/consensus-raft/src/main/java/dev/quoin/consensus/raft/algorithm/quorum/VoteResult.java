package dev.quoin.consensus.raft.algorithm.quorum;

/** How a vote stands. */
public enum VoteResult {
    /** Votes that are still missing decide. */
    PENDING("VotePending"),
    /** A majority cannot be reached any more. */
    LOST("VoteLost"),
    /** A majority is for it. */
    WON("VoteWon");

    private final String label;

    VoteResult(String label) {
        this.label = label;
    }

    /** etcd's name for it. */
    @Override
    public String toString() {
        return label;
    }
}
