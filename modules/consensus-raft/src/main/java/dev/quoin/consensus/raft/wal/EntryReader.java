package dev.quoin.consensus.raft.wal;

import dev.quoin.api.host.Disk;
import dev.quoin.api.host.DiskFile;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.EntryType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads entries back, from memory where possible. Keeps the segment open that it read from last. */
final class EntryReader implements AutoCloseable {
    private static final int WINDOW_BYTES = 64 << 10;

    private final Opener opener;
    private final LogIndex index;
    private @Nullable OpenSegment segment;
    private @Nullable DiskFile file;

    /** Opens a segment to be read. */
    @FunctionalInterface
    interface Opener {
        DiskFile open(OpenSegment segment) throws IOException;
    }

    EntryReader(Disk disk, LogIndex index) {
        this(segment -> disk.openForRead(segment.path()), index);
    }

    EntryReader(Opener opener, LogIndex index) {
        this.opener = opener;
        this.index = index;
    }

    /** At least one entry; as many more, up to the end, as fit into a number of bytes. */
    synchronized List<Entry> read(long from, long end, long maxBytes) throws IOException, LogDamage {
        List<Entry> entries = new ArrayList<>((int) Math.min(end - from, 64));
        long left = maxBytes;
        for (long next = from; next < end && (left > 0 || entries.isEmpty()); ) {
            LogIndex.Stretch stretch = index.locate(next, end);
            left = stretch == null
                    ? index.addCached(next, end, left, entries)
                    : addFromDisk(stretch, next, left, entries);
            next = from + entries.size();
        }
        return entries;
    }

    private long addFromDisk(LogIndex.Stretch stretch, long from, long bytesLeft, List<Entry> target)
            throws IOException, LogDamage {
        LogIndex.Point point = stretch.from();
        SegmentInput in = new SegmentInput(open(point.segment()), WINDOW_BYTES);
        SegmentScanner scanner = new SegmentScanner(in, point.segment().salt(), point.position(), point.crcBefore());
        for (long next = point.index(); next < stretch.endIndex(); next++) {
            advanceToEntry(scanner, next);
            if (next >= from) {
                Entry entry = decode(scanner);
                bytesLeft -= entry.encodedSize();
                if (bytesLeft < 0 && !target.isEmpty()) {
                    return bytesLeft;
                }
                target.add(entry);
            }
        }
        return bytesLeft;
    }

    private static void advanceToEntry(SegmentScanner scanner, long wanted) throws IOException, LogDamage {
        do {
            if (!scanner.advance()) {
                throw new LogDamage(scanner.end(), "no valid record where entry " + wanted + " should be");
            }
        } while (!RecordHeader.isEntry(scanner.type()));
        if (scanner.bodyLong(0) != wanted) {
            throw new LogDamage(scanner.position(), "entry " + scanner.bodyLong(0) + " where " + wanted + " should be");
        }
    }

    static Entry decode(SegmentScanner scanner) throws IOException {
        EntryType type = EntryType.ofCode(scanner.type() - RecordHeader.ENTRY);
        byte[] data = scanner.bodyLength() == RecordHeader.ENTRY_PREFIX
                ? Entry.NO_DATA
                : scanner.bodyFrom(RecordHeader.ENTRY_PREFIX);
        return new Entry(scanner.bodyLong(Long.BYTES), scanner.bodyLong(0), type, data);
    }

    /** Which segment was read from last, for a message about damage. */
    synchronized String place() {
        return segment == null ? "the log" : segment.path().toString();
    }

    synchronized ClusterException damaged(LogDamage damage) {
        return Recovery.damaged(segment == null ? Path.of("?") : segment.path(), damage);
    }

    /** Lets go of a segment that is about to be removed. */
    synchronized void release(OpenSegment removed) throws IOException {
        if (segment == removed) {
            close();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        DiskFile open = file;
        file = null;
        segment = null;
        if (open != null) {
            open.close();
        }
    }

    private DiskFile open(OpenSegment wanted) throws IOException {
        DiskFile open = file;
        if (open == null || segment != wanted) {
            close();
            open = opener.open(wanted);
            file = open;
            segment = wanted;
        }
        return open;
    }
}
