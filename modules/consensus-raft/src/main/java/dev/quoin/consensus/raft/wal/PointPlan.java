package dev.quoin.consensus.raft.wal;

import org.jspecify.annotations.Nullable;

/** Decides for which entries, in the order of their records, the place is remembered. */
final class PointPlan {
    private @Nullable OpenSegment segment;
    private long lastIndex;
    private long lastPosition;

    /** The point for an entry, or null when it is close enough behind the last one and follows it without a break. */
    LogIndex.@Nullable Point next(long index, OpenSegment in, long position, int crcBefore) {
        boolean continues = in == segment && index == lastIndex + 1;
        segment = in;
        lastIndex = index;
        if (continues && position - lastPosition < LogIndex.POINT_SPACING) {
            return null;
        }
        lastPosition = position;
        return new LogIndex.Point(index, in, position, crcBefore);
    }

    /** The next entry needs a point of its own. */
    void interrupt() {
        segment = null;
    }
}
