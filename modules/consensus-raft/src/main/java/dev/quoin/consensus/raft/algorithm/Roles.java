package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.EntryType;
import dev.quoin.consensus.raft.algorithm.tracker.Progress;
import java.util.List;

/** How a member changes its role. */
final class Roles {
    private final RaftState raft;
    private final LeaderLog leaderLog;
    private final Reads reads;

    Roles(RaftState raft, LeaderLog leaderLog, Reads reads) {
        this.raft = raft;
        this.leaderLog = leaderLog;
        this.reads = reads;
    }

    void becomeFollower(long term, long lead) {
        reset(term);
        raft.lead = lead;
        raft.role = Role.FOLLOWER;
        raft.trace.info("%x became follower at term %d", raft.id, raft.term);
    }

    /** Begins a term of its own, and votes for itself. */
    void becomeCandidate() {
        refuseIf(raft.role == Role.LEADER, "invalid transition [leader -> candidate]");
        reset(raft.term + 1);
        raft.vote = raft.id;
        raft.role = Role.CANDIDATE;
        raft.trace.info("%x became candidate at term %d", raft.id, raft.term);
    }

    /** Only asks: neither term nor vote changes, so that nobody is disturbed who can do without. */
    void becomePreCandidate() {
        refuseIf(raft.role == Role.LEADER, "invalid transition [leader -> pre-candidate]");
        raft.tracker.votes().reset();
        raft.lead = RaftState.NONE;
        raft.role = Role.PRE_CANDIDATE;
        raft.trace.info("%x became pre-candidate at term %d", raft.id, raft.term);
    }

    void becomeLeader() {
        refuseIf(raft.role == Role.FOLLOWER, "invalid transition [follower -> leader]");
        reset(raft.term);
        raft.lead = raft.id;
        raft.role = Role.LEADER;
        Progress own = raft.tracker.progress(raft.id);
        refuseIf(own == null, "a leader is a member");
        if (own != null) {
            own.becomeReplicate();
            own.setRecentActive(true);
        }
        // There may be a membership change anywhere in the log; rather than look for it, wait for all of the log.
        raft.pendingConfIndex = raft.log.lastIndex();
        beginTerm();
        raft.trace.info("%x became leader at term %d", raft.id, raft.term);
    }

    /**
     * What earlier terms left in the log is committed together with the first entry of this one; so there is one at
     * once.
     */
    private void beginTerm() {
        Entry empty = new Entry(raft.term, raft.log.lastIndex() + 1, EntryType.NORMAL, Entry.NO_DATA);
        if (!leaderLog.append(List.of(empty))) {
            throw raft.trace.fatal("empty entry was dropped");
        }
    }

    private void reset(long term) {
        if (raft.term != term) {
            raft.term = term;
            raft.vote = RaftState.NONE;
        }
        raft.lead = RaftState.NONE;
        raft.timers.reset();
        raft.leadTransferee = RaftState.NONE;
        raft.tracker.reset(raft.id, raft.log.lastIndex());
        raft.pendingConfIndex = 0;
        leaderLog.reset();
        reads.reset();
    }

    private void refuseIf(boolean wrong, String why) {
        if (wrong) {
            throw raft.trace.fatal("%s", why);
        }
    }
}
