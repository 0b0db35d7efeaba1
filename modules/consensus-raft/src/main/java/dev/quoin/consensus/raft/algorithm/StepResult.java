package dev.quoin.consensus.raft.algorithm;

/** What became of something that a member was told. */
public enum StepResult {
    /** Taken in; that says nothing about its success. */
    OK("ok"),
    /**
     * A proposal was dropped: there is no leader, or it hands over, is being removed, or holds too much that is not
     * committed.
     */
    PROPOSAL_DROPPED("raft proposal dropped"),
    /** An answer from somebody who is not in the configuration; ignored. */
    PEER_NOT_FOUND("raft: cannot step as peer not found");

    private final String label;

    StepResult(String label) {
        this.label = label;
    }

    /** The text etcd gives such an error. */
    @Override
    public String toString() {
        return label;
    }
}
