package dev.quoin.backend.rocksdb;

import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.StorageStats;
import dev.quoin.backend.support.Meter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Cache;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Figures, copies and space. */
final class Maintenance {
    private final RocksdbStore store;
    private final Cache cache;
    private final long filterBytes;
    private @Nullable CompactRangeOptions running;
    private boolean stopped;

    Maintenance(RocksdbStore store, Tuning tuning) {
        this.store = store;
        this.cache = tuning.cache;
        this.filterBytes = tuning.memtableFilterBytes;
    }

    StorageStats stats(Meter commits, Meter syncs) {
        try {
            RocksDB db = store.db();
            long memtables = db.getAggregatedLongProperty("rocksdb.cur-size-all-mem-tables");
            long files = db.getAggregatedLongProperty("rocksdb.total-sst-files-size");
            long live = Math.min(files, db.getAggregatedLongProperty("rocksdb.estimate-live-data-size"));
            long readers = db.getAggregatedLongProperty("rocksdb.estimate-table-readers-mem");
            // What is not flushed yet will take about as much on disk as it takes in memory, without its filters.
            long unflushed = Math.max(0, memtables - filterBytes * filters(db));
            return new StorageStats(
                    files + unflushed,
                    live + unflushed,
                    files - live,
                    commits.count(),
                    commits.nanos(),
                    syncs.count(),
                    syncs.nanos(),
                    Math.max(cache.getUsage(), memtables) + readers);
        } catch (RocksDBException e) {
            throw store.error(e);
        }
    }

    /** How many memtables hold something, and so have a filter. */
    private long filters(RocksDB db) throws RocksDBException {
        long filters = 0;
        for (ColumnFamilyHandle family : store.families().all()) {
            filters += db.getLongProperty(family, "rocksdb.num-immutable-mem-table");
            filters += db.getLongProperty(family, "rocksdb.num-entries-active-mem-table") > 0 ? 1 : 0;
        }
        return filters;
    }

    /** Copies the state that was flushed. */
    void checkpoint(Path target, long durableIndex) {
        Path absolute = target.toAbsolutePath().normalize();
        if (Files.exists(absolute)) {
            throw new StorageException(StorageException.Kind.IO, absolute + ": exists already");
        }
        try (Checkpoint checkpoint = Checkpoint.create(store.db())) {
            checkpoint.createCheckpoint(absolute.toString());
            DurableMark.create(absolute, durableIndex);
        } catch (RocksDBException e) {
            throw store.error(e);
        }
    }

    void reclaim() {
        try {
            for (ColumnFamilyHandle family : store.families().all()) {
                compact(family);
            }
        } catch (RocksDBException e) {
            throw store.error(e);
        }
    }

    private void compact(ColumnFamilyHandle family) throws RocksDBException {
        try (CompactRangeOptions options = new CompactRangeOptions()) {
            options.setExclusiveManualCompaction(false)
                    .setBottommostLevelCompaction(BottommostLevelCompaction.kForceOptimized);
            if (!start(options)) {
                return;
            }
            try {
                store.db().compactRange(family, null, null, options);
            } catch (RocksDBException e) {
                if (!isStopped()) {
                    throw e;
                }
            } finally {
                start(null);
            }
        }
    }

    private synchronized boolean start(@Nullable CompactRangeOptions options) {
        running = options;
        return !stopped;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    /** Before the store closes: cuts a running compaction short. */
    synchronized void stop() {
        stopped = true;
        if (running != null) {
            running.setCanceled(true);
        }
    }
}
