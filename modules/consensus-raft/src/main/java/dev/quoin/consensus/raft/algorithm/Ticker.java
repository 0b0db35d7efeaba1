package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.tracker.ProgressMap;

/** What time does to a member. */
final class Ticker {
    private final RaftState raft;
    private final Roles roles;
    private final Elections elections;
    private final Replication replication;
    private final Reads reads;
    private final Transfers transfers;

    Ticker(
            RaftState raft,
            Roles roles,
            Elections elections,
            Replication replication,
            Reads reads,
            Transfers transfers) {
        this.raft = raft;
        this.roles = roles;
        this.elections = elections;
        this.replication = replication;
        this.reads = reads;
        this.transfers = transfers;
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
            elections.timeout();
        }
    }

    private void tickLeader() {
        raft.timers.tickHeartbeat();
        if (raft.timers.takeElectionTimeout()) {
            checkQuorum();
            // Whom it wanted to hand over to did not make it in time: it goes on leading.
            transfers.abort();
        }
        if (raft.isLeader() && raft.timers.takeHeartbeat()) {
            replication.broadcastHeartbeat(reads.context());
        }
    }

    /** A leader that does not hear from a quorum cannot commit anything, and may have been replaced without knowing. */
    private void checkQuorum() {
        if (!raft.config.checkQuorum()) {
            return;
        }
        if (!raft.tracker.quorumActive()) {
            raft.trace.warn("%x stepped down to follower since quorum is not active", raft.id);
            roles.becomeFollower(raft.term, RaftState.NONE);
        }
        ProgressMap progress = raft.tracker.progress();
        for (int i = 0; i < progress.size(); i++) {
            if (progress.idAt(i) != raft.id) {
                progress.at(i).setRecentActive(false);
            }
        }
    }
}
