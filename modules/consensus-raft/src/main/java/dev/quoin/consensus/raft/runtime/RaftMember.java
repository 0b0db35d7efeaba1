package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.consensus.ConsensusContext;
import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.ConsensusStatus;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.consensus.Priority;
import dev.quoin.api.consensus.StateMachine;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.Completion;
import dev.quoin.consensus.raft.wal.LogStore;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A member as the rest of the node sees it. Safe for use by any thread. */
final class RaftMember implements ConsensusNode {
    private final RaftOptions options;
    private final ConsensusContext context;
    private final LogStore log;
    private final SnapshotSpool spool;
    private final Board board;
    private volatile @Nullable RaftThreads threads;
    private volatile boolean stopped;

    private RaftMember(RaftOptions options, ConsensusContext context, LogStore log, SnapshotSpool spool) {
        this.options = options;
        this.context = context;
        this.log = log;
        this.spool = spool;
        StateMachine machine = context.stateMachine();
        this.board = new Board(log, options.maxApplyGap(), machine.appliedIndex(), machine.membership());
    }

    static RaftMember open(RaftOptions options, ConsensusContext context) {
        LogStore log = LogStore.open(context.host().disk(), context.directory(), context.identity(), options.log());
        try {
            SnapshotSpool spool = new SnapshotSpool(context.host().disk(), context.directory());
            long applied = context.stateMachine().appliedIndex();
            checkFits(context, log, spool, applied);
            spool.clean(log.firstIndex() - 1);
            MemberChange alone = context.bootstrap().alone();
            if (alone != null && !log.isEmpty()) {
                ForcedCluster.begin(log, context, alone);
            }
            return new RaftMember(options, context, log, spool);
        } catch (IOException e) {
            log.close();
            throw new ClusterException(Reason.IO, "cannot open " + context.directory() + ": " + e.getMessage(), e);
        } catch (ClusterException e) {
            log.close();
            throw e;
        }
    }

    /** The log must reach back to what the state machine has applied, and as far as that. */
    private static void checkFits(ConsensusContext context, LogStore log, SnapshotSpool spool, long applied) {
        if (applied > log.lastIndex()) {
            throw new ClusterException(
                    Reason.CORRUPT,
                    "the log in " + context.directory() + " ends at index " + log.lastIndex()
                            + ", but the store has applied entries up to " + applied);
        }
        if (applied < log.firstIndex() - 1 && !spool.has(log.firstIndex() - 1)) {
            throw new ClusterException(
                    Reason.CORRUPT,
                    "the log in " + context.directory() + " begins at index " + log.firstIndex()
                            + ", but the store has applied entries only up to " + applied);
        }
    }

    @Override
    public synchronized void start() {
        if (threads != null || stopped) {
            throw new IllegalStateException("started before, or closed");
        }
        RaftThreads begun = new RaftThreads(options, context, log, spool, board);
        try {
            begun.start();
        } catch (RuntimeException e) {
            begun.stop();
            throw e;
        }
        threads = begun;
    }

    @Override
    public boolean propose(byte[] command, Priority priority, DropListener onDropped) {
        if (board.refuses(priority)) {
            return false;
        }
        RaftThreads running = running();
        if (running == null) {
            onDropped.dropped(Reason.STOPPED);
            return true;
        }
        return running.propose(new ProposalQueue.Proposal(command, onDropped));
    }

    @Override
    public void readBarrier(Completion<Long> done) {
        RaftThreads running = running();
        if (running == null) {
            done.failed(stoppedException());
        } else if (!running.read(done)) {
            done.failed(new ClusterException(Reason.OVERLOADED, "too many reads wait"));
        }
    }

    @Override
    public boolean isReadSafeNow() {
        return board.isReadSafe() && !stopped;
    }

    @Override
    public void change(MemberChange change, Completion<Membership> done) {
        RaftThreads running = running();
        if (running == null) {
            done.failed(stoppedException());
        } else if (!running.request(driver -> driver.change(change, done), () -> done.failed(stoppedException()))) {
            done.failed(new ClusterException(Reason.OVERLOADED, "too many requests wait"));
        }
    }

    @Override
    public void transferLeader(long memberId, Completion<Void> done) {
        RaftThreads running = running();
        if (running == null) {
            done.failed(stoppedException());
        } else if (!running.request(driver -> driver.transfer(memberId, done), () -> done.failed(stoppedException()))) {
            done.failed(new ClusterException(Reason.OVERLOADED, "too many requests wait"));
        }
    }

    @Override
    public ConsensusStatus status() {
        return board.status();
    }

    @Override
    public void compact(long upTo) {
        RaftThreads running = running();
        boolean tooBig = log.bytes() > options.logBytes();
        long cut = upTo - (tooBig ? keptWhenTooBig() : options.catchUpEntries());
        long least = tooBig ? 1 : options.snapshotCount();
        if (running != null && cut - log.firstIndex() >= least) {
            // If it is refused now, the next one, which is due soon, does the same.
            running.request(driver -> driver.compact(cut), () -> {});
        }
    }

    /** As many entries as take half of what the log may, going by the size of those that are there. */
    private long keptWhenTooBig() {
        long entries = log.lastIndex() - log.firstIndex() + 1;
        double share = options.logBytes() / 2.0 / log.bytes();
        return Math.min(options.catchUpEntries(), (long) (entries * share));
    }

    @Override
    public synchronized void close() {
        if (stopped) {
            return;
        }
        stopped = true;
        RaftThreads running = threads;
        if (running != null) {
            running.stop();
        }
        log.close();
    }

    private @Nullable RaftThreads running() {
        return stopped ? null : threads;
    }

    private static ClusterException stoppedException() {
        return new ClusterException(Reason.STOPPED, "the member is stopping");
    }
}
