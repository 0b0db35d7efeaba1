package dev.quoin.consensus.raft.algorithm.log;

import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.trace.Trace;
import java.util.List;

/**
 * How far the log is applied: which entries have been handed out for that, and which have been reported as applied.
 * Limits what is in between, so that a state machine that lags does not fill memory.
 */
public final class Applying {
    private final RaftLog log;
    private final Trace trace;
    private final long maxBytes;
    private long applied;
    private long handedOut;
    private long bytes;
    private boolean paused;

    Applying(RaftLog log, Trace trace, long applied, long maxBytes) {
        this.log = log;
        this.trace = trace;
        this.applied = applied;
        this.handedOut = applied;
        this.maxBytes = maxBytes;
    }

    /** The highest index that the state machine has applied. */
    public long applied() {
        return applied;
    }

    /** The highest index that the state machine has been given. */
    public long handedOut() {
        return handedOut;
    }

    /** The limit on what has been given and is not yet applied. */
    public long maxBytes() {
        return maxBytes;
    }

    /**
     * Whether there is something to hand out.
     *
     * @param unstableToo whether entries may be applied that storage does not hold yet
     */
    public boolean hasNext(boolean unstableToo) {
        // A snapshot comes first, and is applied by installing it.
        return !paused && !log.hasPendingSnapshot() && handedOut < end(unstableToo);
    }

    /** Committed entries that have not been handed out, within the limit. */
    public List<Entry> next(boolean unstableToo) {
        if (!hasNext(unstableToo)) {
            return List.of();
        }
        List<Entry> entries = log.slice(handedOut + 1, end(unstableToo) + 1, maxBytes - bytes);
        if (entries == null) {
            throw trace.fatal("entries from %d are cut off but not applied", handedOut + 1);
        }
        return entries;
    }

    /** Entries have been handed out. */
    public void accept(List<Entry> entries, boolean unstableToo) {
        handedOut = entries.getLast().index();
        bytes += Entry.encodedSize(entries);
        // What was given ends before what could be given only if the limit cut it short.
        paused = bytes >= maxBytes || handedOut < end(unstableToo);
    }

    /**
     * The state machine holds everything up to an index.
     *
     * @param size of the entries that were reported with it
     */
    public void appliedTo(long index, long size) {
        if (index > log.committed() || index < applied) {
            throw trace.fatal(
                    "applied(%d) is out of range [prevApplied(%d), committed(%d)]", index, applied, log.committed());
        }
        applied = index;
        handedOut = Math.max(handedOut, index);
        bytes = Math.max(bytes - size, 0);
        paused = bytes >= maxBytes;
    }

    private long end(boolean unstableToo) {
        return unstableToo ? log.committed() : Math.min(log.committed(), log.stableIndex());
    }
}
