package dev.quoin.consensus.raft.algorithm;

/** How a leader's commit index moves. */
final class Commits {
    private final RaftState raft;
    private final Reads reads;

    Commits(RaftState raft, Reads reads) {
        this.raft = raft;
        this.reads = reads;
    }

    /**
     * Commits what a quorum holds, and lets go the reads that waited for a commit of this term. Only entries of the
     * leader's own term are committed by counting: one of an earlier term may be in a majority of logs and still be
     * overwritten. Returns whether the commit index has moved.
     */
    boolean advance() {
        if (!raft.log.maybeCommit(raft.tracker.committed(), raft.term)) {
            return false;
        }
        reads.onCommit();
        return true;
    }
}
