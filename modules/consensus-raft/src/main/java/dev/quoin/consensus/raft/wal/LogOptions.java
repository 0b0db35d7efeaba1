package dev.quoin.consensus.raft.wal;

/**
 * Sizes of the log.
 *
 * @param segmentBytes a segment that has reached this size gets no more batches; it may end beyond by one batch
 * @param growthBytes by how much a segment is extended ahead of what is written to it
 * @param cacheBytes how much of the newest entries is kept in memory
 */
public record LogOptions(long segmentBytes, int growthBytes, long cacheBytes) {
    /** What a node runs with unless told otherwise. */
    public static final LogOptions DEFAULT = new LogOptions(64L << 20, 1 << 20, 16L << 20);

    /** Checks that the sizes make sense. */
    public LogOptions {
        if (segmentBytes < SegmentHeader.BYTES || growthBytes < SegmentHeader.BYTES || cacheBytes < 0) {
            throw new IllegalArgumentException("log sizes out of range: segment " + segmentBytes + ", growth "
                    + growthBytes + ", cache " + cacheBytes);
        }
    }
}
