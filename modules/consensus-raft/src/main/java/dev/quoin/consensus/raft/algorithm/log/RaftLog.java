package dev.quoin.consensus.raft.algorithm.log;

import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.consensus.raft.algorithm.trace.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member's log: what storage holds, what it does not hold yet, and up to where it is committed. What is applied of it
 * is {@link Applying}'s.
 */
public final class RaftLog {
    private final Storage storage;
    private final Trace trace;
    private final Unstable unstable;
    private final Applying applying;
    private long committed;

    /** As storage has it; committed and applied up to its last snapshot. */
    public RaftLog(Storage storage, Trace trace, long maxApplyingBytes) {
        this.storage = storage;
        this.trace = trace;
        this.unstable = new Unstable(storage.lastIndex() + 1, trace);
        this.committed = storage.firstIndex() - 1;
        this.applying = new Applying(this, trace, committed, maxApplyingBytes);
    }

    /** How far it has been applied, and handed out for that. */
    public Applying applying() {
        return applying;
    }

    /** The highest index known to be committed. */
    public long committed() {
        return committed;
    }

    /** The index of the first entry that can be read. */
    public long firstIndex() {
        Snapshot pending = unstable.snapshot();
        return pending != null ? pending.index() + 1 : storage.firstIndex();
    }

    /** The index of the last entry. */
    public long lastIndex() {
        return unstable.lastIndex();
    }

    /** The term of the last entry. */
    public long lastTerm() {
        long term = term(lastIndex());
        if (term == Storage.UNKNOWN_TERM) {
            throw trace.fatal("unexpected error when getting the last term at %d", lastIndex());
        }
        return term;
    }

    /** The highest index that storage is known to hold for good. */
    public long stableIndex() {
        return unstable.offset() - 1;
    }

    /** The term of an entry, or of the one before the first; {@link Storage#UNKNOWN_TERM} outside of that. */
    public long term(long index) {
        long term = unstable.term(index);
        if (term != Storage.UNKNOWN_TERM) {
            return term;
        }
        boolean inStorage = index <= stableIndex() && unstable.snapshot() == null;
        return inStorage ? storage.term(index) : Storage.UNKNOWN_TERM;
    }

    /** Whether the entry at an index is known and of that term. */
    public boolean matches(long index, long term) {
        return term(index) == term;
    }

    /** Whether a log that ends like this holds at least as much as this one, in the sense of elections. */
    public boolean isUpToDate(long theirLastIndex, long theirLastTerm) {
        long ours = lastTerm();
        return theirLastTerm > ours || (theirLastTerm == ours && theirLastIndex >= lastIndex());
    }

    /** Adds entries, in the place of whatever uncommitted ones are at their indexes and beyond. */
    public void append(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        long after = entries.getFirst().index() - 1;
        if (after < committed) {
            throw trace.fatal("after(%d) is out of range [committed(%d)]", after, committed);
        }
        unstable.truncateAndAppend(entries);
    }

    /** The commit index rises; it never falls. */
    public void commitTo(long index) {
        if (index <= committed) {
            return;
        }
        if (index > lastIndex()) {
            throw trace.fatal(
                    "tocommit(%d) is out of range [lastIndex(%d)]. Was the raft log corrupted, truncated, or lost?",
                    index, lastIndex());
        }
        committed = index;
    }

    /**
     * Commits up to an index that a quorum holds, if the entry there is of the leader's own term. Returns whether that
     * is news.
     */
    public boolean maybeCommit(long index, long term) {
        if (index > committed && matches(index, term)) {
            commitTo(index);
            return true;
        }
        return false;
    }

    /** The log is replaced by a snapshot. */
    public void restore(Snapshot snapshot) {
        trace.info(
                "log [%s] starts to restore snapshot [index: %d, term: %d]", this, snapshot.index(), snapshot.term());
        committed = snapshot.index();
        unstable.restore(snapshot);
    }

    /** A snapshot for a follower, or null if none can be had just now. */
    public @Nullable Snapshot snapshot() {
        Snapshot pending = unstable.snapshot();
        return pending != null ? pending : storage.snapshot();
    }

    /** Whether a snapshot waits to be installed, or is being installed. */
    public boolean hasPendingSnapshot() {
        return unstable.snapshot() != null;
    }

    /** The snapshot that waits to be installed and has not been handed out, or null. */
    public @Nullable Snapshot nextSnapshot() {
        return unstable.nextSnapshot();
    }

    /** Whether entries wait to be written. */
    public boolean hasNextEntries() {
        return unstable.hasNextEntries();
    }

    /** Entries that wait to be written and have not been handed out. */
    public List<Entry> nextEntries() {
        return unstable.nextEntries();
    }

    /** Whether entries wait to be written, or are being written. */
    public boolean hasUnstableEntries() {
        return unstable.size() > 0;
    }

    /** Everything that waited to be written has been handed out. */
    public void acceptUnstable() {
        unstable.acceptInProgress();
    }

    /** Storage holds the entries up to this one, and nothing is about to overwrite them. */
    public void stableTo(long index, long term) {
        unstable.stableTo(index, term);
    }

    /** Storage holds the snapshot at an index. */
    public void stableSnapshotTo(long index) {
        unstable.stableSnapshotTo(index);
    }

    /**
     * Entries from an index to the end, within a limit but at least one; none beyond the end; null if the first has
     * been cut off.
     */
    public @Nullable List<Entry> entriesFrom(long index, long maxBytes) {
        return index > lastIndex() ? List.of() : slice(index, lastIndex() + 1, maxBytes);
    }

    /**
     * Entries from one index up to, not including, another, within a limit but at least one; null if the first has been
     * cut off.
     */
    public @Nullable List<Entry> slice(long from, long to, long maxBytes) {
        if (from > to || to > lastIndex() + 1) {
            throw trace.fatal("slice[%d,%d) out of bound [%d,%d]", from, to, firstIndex(), lastIndex());
        }
        if (from == to) {
            return List.of();
        }
        if (from >= unstable.offset()) {
            return EntrySlice.limit(unstable.slice(from, to), maxBytes);
        }
        if (from < firstIndex()) {
            return null;
        }
        return SpanningRead.read(storage, unstable, from, to, maxBytes);
    }

    @Override
    public String toString() {
        return "committed=%d, applied=%d, applying=%d, unstable.offset=%d, unstable.offsetInProgress=%d, len(unstable.Entries)=%d"
                .formatted(
                        committed,
                        applying.applied(),
                        applying.handedOut(),
                        unstable.offset(),
                        unstable.offsetInProgress(),
                        unstable.size());
    }
}
