package dev.quoin.consensus.raft.wal;

import dev.quoin.consensus.raft.algorithm.message.HardState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Takes in the records of all segments in order, and so learns what the log holds. */
final class Replay {
    private final LogIndex index;
    private final PointPlan points = new PointPlan();
    private HardState hardState = HardState.EMPTY;
    private StartMark start = StartMark.BEGINNING;
    private long lowest;
    private long epochBegin;

    Replay(LogIndex index, long firstIndex) {
        this.index = index;
        this.lowest = firstIndex;
        index.beginAt(firstIndex);
    }

    /** The latest hard state. */
    HardState hardState() {
        return hardState;
    }

    /** Where, in the last segment, the records begin that no later sync is known to have covered. */
    long epochBegin() {
        return epochBegin;
    }

    /** Whether all entries behind the beginning of the log are there. */
    boolean reachesBeginning() {
        return lowest <= start.index() + 1;
    }

    /** Takes in all valid records of a segment, and returns where that ended. */
    SegmentScanner takeIn(OpenSegment segment, SegmentInput in) throws IOException, LogDamage {
        SegmentScanner scanner = new SegmentScanner(in, segment.salt(), SegmentHeader.BYTES, segment.salt());
        epochBegin = SegmentHeader.BYTES;
        int epoch = 0;
        while (scanner.advance()) {
            if (scanner.epoch() != epoch) {
                epoch = scanner.epoch();
                epochBegin = scanner.position();
            }
            takeIn(segment, scanner);
        }
        if (scanner.end() == SegmentHeader.BYTES) {
            throw new LogDamage(SegmentHeader.BYTES, "no valid record where every segment has one");
        }
        return scanner;
    }

    private void takeIn(OpenSegment segment, SegmentScanner scanner) throws IOException, LogDamage {
        byte type = scanner.type();
        if (RecordHeader.isEntry(type)) {
            entry(segment, scanner);
        } else if (type == RecordHeader.HARD_STATE) {
            hardState =
                    new HardState(scanner.bodyLong(0), scanner.bodyLong(Long.BYTES), scanner.bodyLong(2 * Long.BYTES));
        } else if (type == RecordHeader.START) {
            start(StartMark.decode(ByteBuffer.wrap(scanner.bodyFrom(0)).order(ByteOrder.LITTLE_ENDIAN)));
        } else {
            throw new LogDamage(scanner.position(), "unknown record type " + type);
        }
    }

    private void entry(OpenSegment segment, SegmentScanner scanner) throws IOException, LogDamage {
        long entryIndex = scanner.bodyLong(0);
        if (entryIndex > index.lastIndex() + 1) {
            throw new LogDamage(scanner.position(), "entry " + entryIndex + " follows entry " + index.lastIndex());
        }
        lowest = Math.min(lowest, entryIndex);
        index.placed(
                entryIndex,
                scanner.bodyLong(Long.BYTES),
                points.next(entryIndex, segment, scanner.position(), scanner.crcBefore()));
    }

    /** Every segment repeats the mark that was in force when it began. */
    private void start(StartMark mark) {
        if (mark.index() > start.index()) {
            start = mark;
            if (mark.replaces()) {
                lowest = mark.index() + 1;
                points.interrupt();
            }
            index.startAt(mark);
        }
    }
}
