package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.message.TimeoutNow;
import dev.quoin.consensus.raft.algorithm.tracker.Progress;

/** How a leader hands over. Until that is done, or an election timeout has passed, it takes no proposals. */
final class Transfers {
    private final RaftState raft;
    private final Replication replication;

    Transfers(RaftState raft, Replication replication) {
        this.raft = raft;
        this.replication = replication;
    }

    void begin(long transferee, Progress progress) {
        if (progress.isLearner()) {
            raft.trace.debug("%x is learner. Ignored transferring leadership", raft.id);
            return;
        }
        if (raft.leadTransferee == transferee) {
            raft.trace.info(
                    "%x [term %d] transfer leadership to %x is in progress, ignores request to same node %x",
                    raft.id, raft.term, transferee, transferee);
            return;
        }
        if (raft.leadTransferee != RaftState.NONE) {
            long previous = raft.leadTransferee;
            abort();
            raft.trace.info("%x [term %d] abort previous transferring leadership to %x", raft.id, raft.term, previous);
        }
        if (transferee == raft.id) {
            raft.trace.debug("%x is already leader. Ignored transferring leadership to self", raft.id);
            return;
        }
        start(transferee, progress);
    }

    private void start(long transferee, Progress progress) {
        raft.trace.info("%x [term %d] starts to transfer leadership to %x", raft.id, raft.term, transferee);
        raft.timers.restartElection();
        raft.leadTransferee = transferee;
        if (progress.match() == raft.log.lastIndex()) {
            sendTimeoutNow(transferee);
            raft.trace.info(
                    "%x sends MsgTimeoutNow to %x immediately as %x already has up-to-date log",
                    raft.id, transferee, transferee);
        } else {
            replication.sendAppend(transferee, progress);
        }
    }

    /**
     * A follower has caught up with something; if it is the one to hand over to, and it has everything, it may
     * campaign.
     */
    void onProgress(long from, Progress progress) {
        if (from == raft.leadTransferee && progress.match() == raft.log.lastIndex()) {
            raft.trace.info("%x sent MsgTimeoutNow to %x after received MsgAppResp", raft.id, from);
            sendTimeoutNow(from);
        }
    }

    void abort() {
        raft.leadTransferee = RaftState.NONE;
    }

    private void sendTimeoutNow(long to) {
        raft.outbox.send(new TimeoutNow(raft.id, to, raft.term));
    }
}
