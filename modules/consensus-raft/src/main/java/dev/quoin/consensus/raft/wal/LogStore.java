package dev.quoin.consensus.raft.wal;

import dev.quoin.api.host.Disk;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member's log on disk. {@link #append}, {@link #install}, {@link #compact} and {@link #flush} belong to one thread,
 * the writer; the other methods may be called by any, and read entries from when they were flushed. Nothing is durable
 * before {@link #flush} says so. After an exception the log must not be used any more: what is on disk is then known
 * only by opening it again.
 */
public final class LogStore implements AutoCloseable {
    private final LogIndex index;
    private final EntryReader reader;
    private final SegmentRow segments;
    private final PointPlan plan = new PointPlan();
    private final List<LogIndex.Point> newPoints = new ArrayList<>();
    private HardState written;
    private volatile HardState latest;

    private LogStore(LogIndex index, EntryReader reader, SegmentRow segments, HardState state) {
        this.index = index;
        this.reader = reader;
        this.segments = segments;
        this.written = state;
        this.latest = state;
    }

    /**
     * Opens the log in a folder, or begins one there. All that it then holds is durable.
     *
     * @throws ClusterException {@code CORRUPT} naming the file and the offset when it is damaged beyond a torn tail, or
     *     belongs to another member; {@code IO} when the operating system refuses
     */
    public static LogStore open(Disk disk, Path directory, MemberIdentity identity, LogOptions options) {
        SegmentFiles files = new SegmentFiles(disk, directory, identity);
        LogIndex index = new LogIndex(options.cacheBytes());
        Recovery recovery = new Recovery(files, index, options);
        try {
            TailWriter tail = recovery.run();
            SegmentRow segments = new SegmentRow(files, options, recovery.segments(), recovery.records(), tail);
            return new LogStore(index, new EntryReader(files.disk(), index), segments, recovery.hardState());
        } catch (IOException e) {
            throw failed("open", directory, e);
        }
    }

    /** Whether nothing was ever written. */
    public boolean isEmpty() {
        return lastIndex() == 0 && latest.isEmpty();
    }

    /** The latest hard state given to {@link #append}, or recovered. */
    public HardState hardState() {
        return latest;
    }

    /** The lowest index that can be read; one more than the last, if there are no entries. */
    public long firstIndex() {
        return index.start().index() + 1;
    }

    /** The highest index in the log; {@code firstIndex() - 1} if there are no entries. */
    public long lastIndex() {
        return index.lastIndex();
    }

    /** The configuration as of the entry before the first one. */
    public ConfState confState() {
        return index.start().confState();
    }

    /** The term of an entry from {@code firstIndex() - 1} to {@code lastIndex()}, else -1. Never reads the disk. */
    public long term(long at) {
        return index.term(at);
    }

    /** The size of all segment files. */
    public long bytes() {
        return segments.bytes();
    }

    /**
     * Reads entries, from memory if they are new enough.
     *
     * @return at least one, and no more than fit into a number of bytes otherwise; null if the first one has been cut
     *     off
     * @throws ClusterException {@code CORRUPT} or {@code IO}
     */
    public @Nullable List<Entry> entries(long from, long end, long maxBytes) {
        if (from < firstIndex()) {
            return null;
        }
        if (from >= end || end > lastIndex() + 1) {
            throw new IllegalArgumentException(
                    "entries " + from + " to " + end + " asked of a log that ends at " + lastIndex());
        }
        try {
            return reader.read(from, end, maxBytes);
        } catch (IOException | IllegalStateException e) {
            if (from < firstIndex()) {
                return null;
            }
            throw new ClusterException(Reason.IO, "cannot read " + reader.place() + ": " + e.getMessage(), e);
        } catch (LogDamage damage) {
            throw reader.damaged(damage);
        }
    }

    /**
     * Takes entries, and a hard state if there is a new one. A mere advance of the commit index is not written before
     * something else is.
     *
     * @param entries may be empty; the first one overrides those from its index on, and follows the one before without
     *     a gap
     */
    public void append(List<Entry> entries, @Nullable HardState state) {
        try {
            rollIfFull();
            if (state != null) {
                latest = state;
            }
            if (!entries.isEmpty()) {
                writeEntries(entries);
            }
            // Behind the entries, so that whatever a crash keeps, the commit index never lies beyond the log.
            if (latest.term() != written.term() || latest.vote() != written.vote() || !entries.isEmpty()) {
                writeHardState();
            }
        } catch (IOException e) {
            throw failed("append to", segments.tail().segment().path(), e);
        }
    }

    /** Replaces all entries by a state that came from another member, and makes that durable. */
    public void install(Snapshot snapshot) {
        try {
            startAt(new StartMark(snapshot.index(), snapshot.term(), snapshot.confState(), true));
            plan.interrupt();
            writeHardState();
            segments.tail().flush(true);
            remove(segments.closed());
        } catch (IOException e) {
            throw failed("append to", segments.tail().segment().path(), e);
        }
    }

    /**
     * Forgets the entries up to an index, which the state machine does not need to start again. Segments that hold no
     * others are removed.
     *
     * @param confState the configuration as of that index
     */
    public void compact(long upTo, ConfState confState) {
        if (upTo < firstIndex()) {
            return;
        }
        if (upTo > lastIndex()) {
            throw new IllegalArgumentException("compaction up to " + upTo + " of a log that ends at " + lastIndex());
        }
        try {
            startAt(new StartMark(upTo, index.term(upTo), confState, false));
            int unneeded = segments.countUpTo(upTo);
            if (unneeded > 0) {
                segments.tail().flush(true);
                remove(unneeded);
            }
        } catch (IOException e) {
            throw failed("compact", segments.tail().segment().path(), e);
        }
    }

    /** Writes all that was taken; with a sync, it is durable afterwards. */
    public void flush(boolean sync) {
        try {
            segments.tail().flush(sync);
        } catch (IOException e) {
            throw failed("write to", segments.tail().segment().path(), e);
        }
    }

    /** Writes the commit index if it advanced, without a sync, so that who reads the files sees it. */
    public void flushCommit() {
        try {
            writeHardState();
            segments.tail().flush(false);
        } catch (IOException e) {
            throw failed("write to", segments.tail().segment().path(), e);
        }
    }

    @Override
    public void close() {
        try {
            writeHardState();
            segments.tail().flush(true);
            segments.tail().close();
            reader.close();
        } catch (IOException e) {
            throw failed("close", segments.tail().segment().path(), e);
        }
    }

    private void writeEntries(List<Entry> entries) throws IOException {
        long expected = index.lastIndex() + 1;
        if (entries.getFirst().index() > expected) {
            throw new IllegalArgumentException(
                    "entry " + entries.getFirst().index() + " appended where " + expected + " is next");
        }
        newPoints.clear();
        TailWriter tail = segments.tail();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            long position = tail.entry(entry);
            LogIndex.Point point = plan.next(entry.index(), tail.segment(), position, tail.chain());
            if (point != null) {
                newPoints.add(point);
            }
        }
        index.placed(entries, newPoints);
    }

    private void writeHardState() throws IOException {
        if (!latest.equals(written)) {
            written = latest;
            segments.tail().hardState(written);
        }
    }

    private void startAt(StartMark mark) throws IOException {
        segments.tail().start(mark);
        index.startAt(mark);
    }

    private void rollIfFull() throws IOException {
        if (segments.isFull()) {
            StartMark start = index.start();
            StartMark carried = new StartMark(start.index(), start.term(), start.confState(), false);
            segments.roll(lastIndex() + 1, carried, latest);
            written = latest;
        }
    }

    private void remove(int oldest) throws IOException {
        List<OpenSegment> removed = segments.drop(oldest);
        for (OpenSegment segment : removed) {
            index.dropped(segment);
            reader.release(segment);
        }
        segments.delete(removed);
    }

    private static ClusterException failed(String what, Path path, IOException cause) {
        return new ClusterException(Reason.IO, "cannot " + what + " " + path + ": " + cause.getMessage(), cause);
    }
}
