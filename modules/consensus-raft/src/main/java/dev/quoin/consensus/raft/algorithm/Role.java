package dev.quoin.consensus.raft.algorithm;

/** What a member currently is. */
public enum Role {
    /** Follows a leader, or waits for one. */
    FOLLOWER("StateFollower"),
    /** Campaigns in a term of its own. */
    CANDIDATE("StateCandidate"),
    /** Leads its term. */
    LEADER("StateLeader"),
    /** Asks whether a campaign would succeed, without a new term. */
    PRE_CANDIDATE("StatePreCandidate");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** etcd's name for it. */
    @Override
    public String toString() {
        return label;
    }
}
