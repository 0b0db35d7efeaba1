package dev.quoin.consensus.raft.wal;

import dev.quoin.consensus.raft.algorithm.message.HardState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The segments of a log from the oldest to the one that is written to. For the writer; {@link #bytes} and {@link #tail}
 * may be called by any thread.
 */
final class SegmentRow {
    private final SegmentFiles files;
    private final LogOptions options;
    private final Deque<OpenSegment> segments;
    private final RecordBuffer records;
    private volatile TailWriter tail;
    private volatile long closedBytes;

    /** @param segments as they were recovered, of which the tail is the last */
    SegmentRow(
            SegmentFiles files,
            LogOptions options,
            Deque<OpenSegment> segments,
            RecordBuffer records,
            TailWriter tail) {
        this.files = files;
        this.options = options;
        this.segments = segments;
        this.records = records;
        this.tail = tail;
        countBytes();
    }

    /** The segment that is written to. */
    TailWriter tail() {
        return tail;
    }

    /** The size of all files. */
    long bytes() {
        return closedBytes + tail.segment().bytes();
    }

    /** How many are not written to any more. */
    int closed() {
        return segments.size() - 1;
    }

    /** Whether the next batch belongs in a new segment. */
    boolean isFull() {
        return tail.nextPosition() >= options.segmentBytes() && records.isEmpty();
    }

    /** Closes the tail and begins the next segment, with what is needed to read the log from there on. */
    void roll(long firstIndex, StartMark start, HardState state) throws IOException {
        tail.seal();
        long sequence = tail.segment().sequence() + 1;
        tail = files.create(sequence, firstIndex, records, start, state, options.growthBytes());
        segments.add(tail.segment());
        countBytes();
    }

    /** How many of the oldest hold no entry behind an index. */
    int countUpTo(long index) {
        int count = -1;
        for (OpenSegment segment : segments) {
            if (segment.firstIndex() > index + 1) {
                break;
            }
            count++;
        }
        return Math.max(0, count);
    }

    /** Takes the oldest out of the row; their files are still there. */
    List<OpenSegment> drop(int oldest) {
        List<OpenSegment> dropped = new ArrayList<>(oldest);
        for (int i = 0; i < oldest; i++) {
            dropped.add(segments.removeFirst());
        }
        countBytes();
        return dropped;
    }

    /** Removes the files of segments that were dropped. */
    void delete(List<OpenSegment> dropped) throws IOException {
        if (!dropped.isEmpty()) {
            files.remove(dropped);
        }
    }

    private void countBytes() {
        closedBytes = segments.stream()
                .filter(segment -> segment != tail.segment())
                .mapToLong(OpenSegment::bytes)
                .sum();
    }
}
