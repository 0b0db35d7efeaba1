package dev.quoin.backend.rocksdb;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ChecksumType;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.HyperClockCache;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.WriteBufferManager;

/** RocksDB's options as this backend needs them; each says why it differs from the default. */
final class Tuning {
    private static final long MANIFEST_LIMIT = 16L << 20;
    private static final long INFO_LOG_LIMIT = 4L << 20;
    private static final int INFO_LOGS = 2;

    private static final double BLOOM_SHARE = 0.02;
    private static final long ARENA_BLOCK = 16 << 10;

    final Cache cache;
    final DBOptions database;
    final ColumnFamilyOptions tables;
    /** The size of the filter that a memtable gets with its first record, whatever else is in it. */
    final long memtableFilterBytes;

    Tuning(RocksdbConfig config, Owned owned) {
        // does not lock on a hit; charged for indexes, filters and memtables too, so that it bounds them all
        cache = owned.add(new HyperClockCache(config.blockCacheSize(), 0, -1, false));
        database = owned.add(new DBOptions());
        tables = owned.add(new ColumnFamilyOptions());
        memtableFilterBytes = (long) (config.memtableSize() * BLOOM_SHARE);
        durability();
        background(config, owned);
        opening(config);
        memtables(config);
        files(config, owned);
    }

    private void durability() {
        database.setAtomicFlush(true) // of all tables together: what is on disk is the state after some whole commit
                .setAvoidFlushDuringShutdown(true) // the backend syncs itself, and reports how that ended
                .setParanoidChecks(true);
    }

    private void background(RocksdbConfig config, Owned owned) {
        database.setEnv(Env.getDefault())
                .setMaxBackgroundJobs(config.backgroundJobs())
                .setWriteBufferManager(owned.add(new WriteBufferManager(config.memtableTotalSize(), cache)))
                .setBytesPerSync(
                        1L << 20) // spreads the write-back of a flush instead of leaving all of it to the fsync
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(INFO_LOG_LIMIT)
                .setKeepLogFileNum(INFO_LOGS)
                .setStatsDumpPeriodSec(0) // statistics go through the SPI
                .setStatsPersistPeriodSec(0)
                .setEnablePipelinedWrite(false)
                .setAllowConcurrentMemtableWrite(false); // one writer
    }

    private void opening(RocksdbConfig config) {
        database.setCreateIfMissing(true)
                .setSkipStatsUpdateOnDbOpen(true) // would read every file
                .setMaxOpenFiles(config.openFiles()) // when bounded, only a few files are opened at the start
                .setMaxManifestFileSize(MANIFEST_LIMIT); // the manifest is read whole at the start
    }

    private void memtables(RocksdbConfig config) {
        tables.setWriteBufferSize(config.memtableSize())
                .setArenaBlockSize(ARENA_BLOCK) // whole blocks count as the store's size
                .setMaxWriteBufferNumber(4)
                .setMemtablePrefixBloomSizeRatio(BLOOM_SHARE) // most lookups are for keys that are not in a memtable
                .setMemtableWholeKeyFiltering(true)
                .setForceConsistencyChecks(true);
    }

    private void files(RocksdbConfig config, Owned owned) {
        BlockBasedTableConfig format = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(config.blockSize())
                .setUseDeltaEncoding(
                        false) // whole keys: a scan need not put each together; compression takes their likeness out
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                // in partitions, so that a large file's index does not push out everything else
                .setIndexType(IndexType.kTwoLevelIndexSearch)
                .setPartitionFilters(config.bloomBits() > 0)
                .setMetadataBlockSize(4096)
                .setPinTopLevelIndexAndFilter(true)
                .setOptimizeFiltersForMemory(true)
                .setChecksumType(ChecksumType.kXXH3)
                .setFormatVersion(6); // checks the footer, and that a block is the one that was asked for
        if (config.bloomBits() > 0) {
            format.setFilterPolicy(owned.add(new BloomFilter(config.bloomBits())));
        }
        tables.setTableFormatConfig(format)
                .setCompressionType(config.compression())
                .setTargetFileSizeBase(config.fileSize())
                .setMaxBytesForLevelBase(config.fileSize() * 4);
    }
}
