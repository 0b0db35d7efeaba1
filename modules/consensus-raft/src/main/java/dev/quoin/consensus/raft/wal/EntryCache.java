package dev.quoin.consensus.raft.wal;

import dev.quoin.consensus.raft.algorithm.message.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest entries, in a ring, up to a number of bytes. */
final class EntryCache {
    /** What an entry takes beside its data: record, array header, place in the ring. */
    private static final int OVERHEAD = 64;

    private final long maxBytes;
    private @Nullable Entry[] ring = new @Nullable Entry[1024];
    private long first;
    private long end;
    private long bytes;

    EntryCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The lowest index that is here; one more than the highest where there is none. */
    long firstIndex() {
        return first;
    }

    boolean holds(long index) {
        return index >= first && index < end;
    }

    Entry get(long index) {
        Entry entry = ring[slot(index)];
        if (entry == null || entry.index() != index) {
            throw new IllegalStateException("not in the cache: " + index);
        }
        return entry;
    }

    /** Adds entries in place of those that they override. */
    void add(List<Entry> entries) {
        long from = entries.getFirst().index();
        if (from < first || from > end) {
            clear(from);
        }
        while (end > from) {
            bytes -= sizeOf(take(--end));
        }
        for (int i = 0; i < entries.size(); i++) {
            append(entries.get(i));
        }
        while (bytes > maxBytes) {
            dropFirst();
        }
    }

    /** Forgets what lies before an index. */
    void dropBefore(long index) {
        while (first < index && first < end) {
            dropFirst();
        }
    }

    /** Forgets everything; the next entry to come has this index. */
    void clear(long nextIndex) {
        while (first < end) {
            dropFirst();
        }
        first = nextIndex;
        end = nextIndex;
    }

    private void append(Entry entry) {
        if (end - first == ring.length) {
            grow();
        }
        ring[slot(end++)] = entry;
        bytes += sizeOf(entry);
    }

    private void dropFirst() {
        bytes -= sizeOf(take(first++));
    }

    private Entry take(long index) {
        Entry entry = get(index);
        ring[slot(index)] = null;
        return entry;
    }

    private void grow() {
        @Nullable Entry[] larger = new @Nullable Entry[2 * ring.length];
        for (long index = first; index < end; index++) {
            larger[(int) (index & (larger.length - 1))] = ring[slot(index)];
        }
        ring = larger;
    }

    private int slot(long index) {
        return (int) (index & (ring.length - 1));
    }

    private static long sizeOf(Entry entry) {
        return OVERHEAD + entry.data().length;
    }
}
