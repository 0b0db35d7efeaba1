package dev.quoin.consensus.raft.wal;

import dev.quoin.consensus.raft.algorithm.log.Storage;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known in memory of the entries in the log: which there are, their terms, about where they lie, and the newest
 * themselves. Written by the log thread and read by another; every method is atomic and short.
 */
final class LogIndex {
    /** So many bytes at most, apart from one record, are read in vain in front of an entry. */
    static final int POINT_SPACING = 16 << 10;

    private final List<Point> points = new ArrayList<>();
    private final TermRuns terms = new TermRuns();
    private final EntryCache cache;
    private StartMark start = StartMark.BEGINNING;
    private long last;

    /**
     * Where a record of an entry begins. The entries from here to the next point follow each other in one segment.
     *
     * @param index of the entry
     * @param segment in which it lies
     * @param position of its record
     * @param crcBefore checksum of the record before
     */
    record Point(long index, OpenSegment segment, long position, int crcBefore) {}

    /** A stretch of entries to be read from a segment: from the one at the point up to, not including, an end. */
    record Stretch(Point from, long endIndex) {}

    LogIndex(long cacheBytes) {
        cache = new EntryCache(cacheBytes);
    }

    /** The log begins, when recovered, with a segment whose next entry had this index. */
    synchronized void beginAt(long firstIndex) {
        last = firstIndex - 1;
        cache.clear(firstIndex);
    }

    synchronized StartMark start() {
        return start;
    }

    synchronized long lastIndex() {
        return last;
    }

    synchronized long term(long index) {
        if (index == start.index()) {
            return start.term();
        }
        return index > start.index() && index <= last ? terms.termAt(index) : Storage.UNKNOWN_TERM;
    }

    /** An entry lies in the log now, and overrides those from its index on. */
    synchronized void placed(long index, long term, @Nullable Point point) {
        override(index);
        if (point != null) {
            points.add(point);
        }
        terms.put(index, term);
        last = index;
    }

    /** The same for several at once, which are also kept in memory. */
    synchronized void placed(List<Entry> entries, List<Point> newPoints) {
        override(entries.getFirst().index());
        points.addAll(newPoints);
        for (int i = 0; i < entries.size(); i++) {
            terms.put(entries.get(i).index(), entries.get(i).term());
        }
        last = entries.getLast().index();
        cache.add(entries);
    }

    /** The log begins elsewhere from now on. */
    synchronized void startAt(StartMark mark) {
        if (mark.replaces() || mark.index() > last) {
            points.clear();
            last = mark.index();
            cache.clear(mark.index() + 1);
        }
        start = mark;
        terms.dropBefore(mark.index());
        cache.dropBefore(mark.index() + 1);
    }

    /** A segment is gone, and with it all before it. */
    synchronized void dropped(OpenSegment segment) {
        int gone = 0;
        while (gone < points.size() && points.get(gone).segment.sequence() <= segment.sequence()) {
            gone++;
        }
        points.subList(0, gone).clear();
    }

    /** The lowest index that could be read; for a check after recovery. */
    synchronized long lowestPoint() {
        return points.isEmpty() ? last + 1 : points.getFirst().index;
    }

    /** Where to read an entry, or null when it is in memory. */
    synchronized @Nullable Stretch locate(long index, long end) {
        if (cache.holds(index)) {
            return null;
        }
        int floor = floor(index);
        long next = floor + 1 < points.size() ? points.get(floor + 1).index : last + 1;
        return new Stretch(points.get(floor), Math.min(next, end));
    }

    /**
     * Adds entries from memory to a list, as long as they are there and within a number of bytes; returns what is left
     * of that.
     */
    synchronized long addCached(long from, long end, long bytesLeft, List<Entry> target) {
        for (long index = from; index < end && cache.holds(index); index++) {
            Entry entry = cache.get(index);
            bytesLeft -= entry.encodedSize();
            if (bytesLeft < 0 && !target.isEmpty()) {
                return bytesLeft;
            }
            target.add(entry);
        }
        return bytesLeft;
    }

    private void override(long index) {
        while (!points.isEmpty() && points.getLast().index >= index) {
            points.removeLast();
        }
    }

    private int floor(long index) {
        int low = 0;
        int high = points.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (points.get(middle).index <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        if (high < 0 || points.get(low).index > index) {
            throw new IllegalStateException("index " + index + " lies before the log");
        }
        return low;
    }
}
