package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.tracker.ProgressMap;

/** What time does to a member. */
final class Ticker {
    private final RaftState raft;
    private final RaftParts parts;

    Ticker(RaftState raft, RaftParts parts) {
        this.raft = raft;
        this.parts = parts;
    }

    void tick() {
        if (raft.isLeader()) {
            tickLeader();
        } else {
            tickOther();
        }
    }

    private void tickOther() {
        raft.timers.tickElection();
        if (raft.promotable() && raft.timers.electionDue()) {
            raft.timers.restartElection();
            parts.elections.timeout();
        }
    }

    private void tickLeader() {
        raft.timers.tickHeartbeat();
        if (raft.timers.takeElectionTimeout()) {
            checkQuorum();
            // Whom it wanted to hand over to did not make it in time: it goes on leading.
            parts.transfers.abort();
            parts.autoLeave.ifDue();
        }
        if (raft.isLeader() && raft.timers.takeHeartbeat()) {
            parts.replication.broadcastHeartbeat(parts.reads.context());
        }
    }

    /** A leader that does not hear from a quorum cannot commit anything, and may have been replaced without knowing. */
    private void checkQuorum() {
        if (!raft.config.checkQuorum()) {
            return;
        }
        if (!raft.tracker.quorumActive()) {
            raft.trace.warn("%x stepped down to follower since quorum is not active", raft.id);
            parts.roles.becomeFollower(raft.term, RaftState.NONE);
        }
        ProgressMap progress = raft.tracker.progress();
        for (int i = 0; i < progress.size(); i++) {
            if (progress.idAt(i) != raft.id) {
                progress.at(i).setRecentActive(false);
            }
        }
    }
}
