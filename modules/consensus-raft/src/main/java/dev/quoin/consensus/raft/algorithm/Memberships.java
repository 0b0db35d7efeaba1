package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.confchange.Changer;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChange;
import dev.quoin.consensus.raft.algorithm.confchange.Restore;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.tracker.Progress;
import dev.quoin.consensus.raft.algorithm.tracker.ProgressTracker;

/** How configurations take force: when they are applied, not before. */
final class Memberships {
    private final RaftState raft;
    private final Roles roles;
    private final Replication replication;
    private final Commits commits;
    private final Transfers transfers;

    Memberships(RaftState raft, Roles roles, Replication replication, Commits commits, Transfers transfers) {
        this.raft = raft;
        this.roles = roles;
        this.replication = replication;
        this.commits = commits;
        this.transfers = transfers;
    }

    /** A change has been applied. */
    ConfState apply(ConfChange change) {
        return switchTo(new Changer(raft.tracker, raft.log.lastIndex()).change(change));
    }

    /** A stored configuration, that of a snapshot or of the last stop, takes the place of whatever there was. */
    void restore(ConfState config) {
        ProgressTracker built = new ProgressTracker(raft.config.maxInflightMessages(), raft.config.maxInflightBytes());
        Restore.into(built, config, raft.log.lastIndex());
        ConfState result = switchTo(new Changer.Result(built.config(), built.progress()));
        if (!result.equals(config)) {
            throw raft.trace.fatal("configuration %s was restored as %s", config, result);
        }
    }

    private ConfState switchTo(Changer.Result next) {
        raft.tracker.switchTo(next.config(), next.progress());
        raft.trace.info("%x switched to configuration %s", raft.id, next.config());
        if (raft.isLeader()) {
            leadOn(next.config());
        }
        return next.config();
    }

    private void leadOn(ConfState config) {
        Progress own = raft.tracker.progress(raft.id);
        if (own == null || own.isLearner()) {
            if (raft.config.stepDownOnRemoval()) {
                roles.becomeFollower(raft.term, RaftState.NONE);
            }
            return;
        }
        if (commits.advance()) {
            replication.broadcastAppend();
        } else {
            // Who is new need not wait for a heartbeat.
            replication.broadcastMissing();
        }
        if (raft.leadTransferee != RaftState.NONE && !config.allVoters().contains(raft.leadTransferee)) {
            transfers.abort();
        }
    }
}
