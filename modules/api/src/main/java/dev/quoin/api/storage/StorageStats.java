package dev.quoin.api.storage;

/**
 * Figures of a store. Sizes are in bytes. Times are in nanoseconds, and count like the numbers from when the store was
 * opened.
 *
 * <p>{@link #UNKNOWN} stands for a figure that an engine does not have. It is not allowed for {@code diskBytes} and
 * {@code inUseBytes}, because quotas rest on them; an estimate is.
 *
 * @param diskBytes the size of the files
 * @param inUseBytes the part of it that the live records need
 * @param reclaimableBytes the space that {@link StorageBackend#reclaim} would give back, or an estimate
 * @param commits the number of transactions that were committed
 * @param commitNanos the time spent in commits
 * @param syncs the number of syncs
 * @param syncNanos the time spent in syncs
 * @param memoryBytes the memory held outside the Java heap
 */
public record StorageStats(
        long diskBytes,
        long inUseBytes,
        long reclaimableBytes,
        long commits,
        long commitNanos,
        long syncs,
        long syncNanos,
        long memoryBytes) {
    /** Stands for a figure that the engine does not have. */
    public static final long UNKNOWN = -1;

    /** Checks that the two sizes that must be known are. */
    public StorageStats {
        if (diskBytes < 0 || inUseBytes < 0) {
            throw new IllegalArgumentException("a store must know its size: " + diskBytes + ", " + inUseBytes);
        }
    }
}
