package dev.quoin.consensus.raft.algorithm.log;

import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.consensus.raft.algorithm.trace.Trace;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of the log that storage is not yet known to hold: first waiting to be handed out, then in progress until it
 * is reported stable. It may begin before the end of what storage holds; then storage holds entries that are to be
 * overwritten.
 *
 * <p>Entries handed out are views of the array here. So a cell is written once only: what is overwritten goes into a
 * new array.
 */
final class Unstable {
    private static final Entry[] NONE = new Entry[0];

    private final Trace trace;
    private Entry[] array = NONE;
    private int start;
    private int size;
    private long offset;
    private long offsetInProgress;
    private @Nullable Snapshot snapshot;
    private boolean snapshotInProgress;

    Unstable(long offset, Trace trace) {
        this.offset = offset;
        this.offsetInProgress = offset;
        this.trace = trace;
    }

    /** The index of the first entry here; one beyond the end of the log if there is none. */
    long offset() {
        return offset;
    }

    /** The index of the first entry that has not been handed out yet. */
    long offsetInProgress() {
        return offsetInProgress;
    }

    int size() {
        return size;
    }

    long lastIndex() {
        return offset + size - 1;
    }

    /** The snapshot that replaces the log, waiting or in progress. */
    @Nullable
    Snapshot snapshot() {
        return snapshot;
    }

    /** The term of an entry or of the snapshot, or {@link Storage#UNKNOWN_TERM}. */
    long term(long index) {
        if (index >= offset && index <= lastIndex()) {
            return array[start + (int) (index - offset)].term();
        }
        Snapshot pending = snapshot;
        return pending != null && pending.index() == index ? pending.term() : Storage.UNKNOWN_TERM;
    }

    boolean hasNextEntries() {
        return offsetInProgress <= lastIndex();
    }

    /** Entries that have not been handed out. */
    List<Entry> nextEntries() {
        return hasNextEntries() ? slice(offsetInProgress, lastIndex() + 1) : List.of();
    }

    /** The snapshot, if it has not been handed out. */
    @Nullable
    Snapshot nextSnapshot() {
        return snapshotInProgress ? null : snapshot;
    }

    /** All of it has been handed out. */
    void acceptInProgress() {
        if (size > 0) {
            offsetInProgress = lastIndex() + 1;
        }
        snapshotInProgress = snapshot != null;
    }

    /**
     * Storage holds the entries up to one with this index and term. To be called only if no write is in progress that
     * could still overwrite them.
     */
    void stableTo(long index, long term) {
        long ours = term(index);
        if (ours == Storage.UNKNOWN_TERM) {
            trace.info("entry at index %d missing from unstable log; ignoring", index);
        } else if (index < offset) {
            trace.info("entry at index %d matched unstable snapshot; ignoring", index);
        } else if (ours != term) {
            trace.info(
                    "entry at (index,term)=(%d,%d) mismatched with entry at (%d,%d) in unstable log; ignoring",
                    index, term, index, ours);
        } else {
            dropUpTo(index);
        }
    }

    private void dropUpTo(long index) {
        int dropped = (int) (index + 1 - offset);
        start += dropped;
        size -= dropped;
        offset = index + 1;
        offsetInProgress = Math.max(offsetInProgress, offset);
        if (size == 0) {
            // Lets go of entries that may be large. Clearing the cells would change views that are still in use.
            array = NONE;
            start = 0;
        }
    }

    void stableSnapshotTo(long index) {
        Snapshot pending = snapshot;
        if (pending != null && pending.index() == index) {
            snapshot = null;
            snapshotInProgress = false;
        }
    }

    /** The log is replaced by a snapshot. */
    void restore(Snapshot replacement) {
        offset = replacement.index() + 1;
        offsetInProgress = offset;
        array = NONE;
        start = 0;
        size = 0;
        snapshot = replacement;
        snapshotInProgress = false;
    }

    /** Adds entries, in the place of whatever is at their indexes and beyond. */
    void truncateAndAppend(List<Entry> entries) {
        long first = entries.getFirst().index();
        if (first == offset + size) {
            append(entries);
        } else if (first <= offset) {
            trace.info("replace the unstable entries from index %d", first);
            begin(NONE, 0, 0);
            offset = first;
            offsetInProgress = first;
            append(entries);
        } else {
            trace.info("truncate the unstable entries before index %d", first);
            begin(array, start, (int) (first - offset));
            offsetInProgress = Math.min(offsetInProgress, first);
            append(entries);
        }
    }

    /** A new array that begins with a part of another. */
    private void begin(Entry[] source, int from, int count) {
        array = Arrays.copyOfRange(source, from, from + count);
        start = 0;
        size = count;
    }

    private void append(List<Entry> entries) {
        int needed = size + entries.size();
        if (start + needed > array.length) {
            int spare = array.length == 0 ? 0 : needed / 2;
            array = Arrays.copyOfRange(array, start, start + needed + spare);
            start = 0;
        }
        for (int i = 0; i < entries.size(); i++) {
            array[start + size++] = entries.get(i);
        }
    }

    /** Entries from one index up to, not including, another. All must be here. */
    List<Entry> slice(long from, long to) {
        if (from > to) {
            throw trace.fatal("invalid unstable.slice %d > %d", from, to);
        }
        if (from < offset || to > offset + size) {
            throw trace.fatal("unstable.slice[%d,%d) out of bound [%d,%d]", from, to, offset, offset + size);
        }
        return new EntrySlice(array, start + (int) (from - offset), start + (int) (to - offset));
    }
}
