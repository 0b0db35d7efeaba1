package dev.quoin.core.upkeep;

import java.time.Duration;

/**
 * How the store is kept.
 *
 * @param quotaBytes the logical size from which on writes are refused; 0 or less for no bound
 * @param syncEntries the store is made durable after this many applied entries,
 * @param syncBytes or after applied requests of this size,
 * @param syncInterval or after this time, if anything was applied
 */
public record StoreOptions(long quotaBytes, long syncEntries, long syncBytes, Duration syncInterval) {
    /** etcd's quota and snapshot count. */
    public static final StoreOptions DEFAULT = new StoreOptions(2L << 30, 10_000, 16L << 20, Duration.ofSeconds(10));
}
