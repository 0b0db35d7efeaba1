package dev.quoin.api.storage;

/**
 * Figures of a store. Sizes in bytes, times in nanoseconds since it was opened.
 *
 * @param diskBytes what the files occupy
 * @param inUseBytes what is needed of that for the live records; an estimate where the engine has no exact figure
 * @param reclaimableBytes what {@link StorageBackend#reclaim} could give back; an estimate likewise
 * @param commits how many transactions were committed
 * @param commitNanos the time spent in commits
 * @param syncs how many syncs were done
 * @param syncNanos the time spent in syncs
 * @param memoryBytes memory held outside the Java heap
 */
public record StorageStats(
        long diskBytes,
        long inUseBytes,
        long reclaimableBytes,
        long commits,
        long commitNanos,
        long syncs,
        long syncNanos,
        long memoryBytes) {}
