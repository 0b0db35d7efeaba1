package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.log.RaftLog;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import dev.quoin.consensus.raft.algorithm.read.ReadState;
import dev.quoin.consensus.raft.algorithm.trace.Trace;
import dev.quoin.consensus.raft.algorithm.tracker.Progress;
import dev.quoin.consensus.raft.algorithm.tracker.ProgressTracker;
import java.util.ArrayList;
import java.util.List;

/** What the parts of one member share: who it is, what it has promised, and what it knows. */
final class RaftState {
    /** Nobody, where a member's id is expected. */
    static final long NONE = 0;

    final long id;
    final RaftConfig config;
    final Trace trace;
    final RaftLog log;
    final ProgressTracker tracker;
    final Timers timers;
    final Outbox outbox;

    long term;
    long vote;
    long lead = NONE;
    Role role = Role.FOLLOWER;

    /** Whom the leader hands over to, or {@link #NONE}. */
    long leadTransferee = NONE;

    /** A leader proposes no membership change before this is applied: up to here there may be one that is not. */
    long pendingConfIndex;

    List<ReadState> readStates = new ArrayList<>();

    RaftState(RaftConfig config) {
        this.config = config;
        id = config.id();
        trace = new Trace(config.tracer());
        log = new RaftLog(config.storage(), trace, config.maxCommittedSizePerReady());
        tracker = new ProgressTracker(config.maxInflightMessages(), config.maxInflightBytes());
        timers = new Timers(config);
        outbox = new Outbox(id, config.unsafeEarlyVoteRequests());
    }

    /**
     * As of the last stop. An advance of the commit index is not fsynced, so what is stored of it may be behind what
     * was cut off the log, or behind what the state machine holds; both were committed.
     */
    void restore(HardState state, long applied) {
        if (state.commit() > log.lastIndex()) {
            throw trace.fatal(
                    "%x state.commit %d is out of range [%d, %d]",
                    id, state.commit(), log.committed(), log.lastIndex());
        }
        log.commitTo(Math.max(state.commit(), applied));
        if (applied > 0) {
            log.applying().appliedTo(applied, 0);
        }
        term = state.term();
        vote = state.vote();
    }

    boolean isLeader() {
        return role == Role.LEADER;
    }

    HardState hardState() {
        return new HardState(term, vote, log.committed());
    }

    SoftState softState() {
        return new SoftState(lead, role);
    }

    /** Whether it may campaign: it has a vote, and its log is not about to be replaced. */
    boolean promotable() {
        Progress own = tracker.progress(id);
        return own != null && !own.isLearner() && !log.hasPendingSnapshot();
    }

    /** Whether a leader has committed an entry of its own term, and so knows what is committed. */
    boolean committedInCurrentTerm() {
        return log.term(log.committed()) == term;
    }
}
