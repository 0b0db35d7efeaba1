package dev.quoin.backend.rocksdb;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigType;
import dev.quoin.api.config.ConfigValues;
import java.util.List;
import java.util.Optional;
import org.rocksdb.CompressionType;

/**
 * What an operator can set.
 *
 * @param blockCacheSize bytes that all memory outside the heap is charged to
 * @param memtableSize bytes of one table's memtable
 * @param memtableTotalSize bytes of all memtables, within the cache
 */
record RocksdbConfig(
        long blockCacheSize,
        long memtableSize,
        long memtableTotalSize,
        long blockSize,
        long fileSize,
        CompressionType compression,
        double bloomBits,
        int backgroundJobs,
        int openFiles,
        Optional<String> nativeLibraryDir) {
    static final ConfigSpec SPEC = ConfigSpec.builder()
            .key(
                    "block-cache-size",
                    ConfigType.BYTES,
                    "384MiB",
                    "Memory outside the heap: cached blocks, indexes and filters, and the memtables, which are charged to it.")
            .key("memtable-size", ConfigType.BYTES, "32MiB", "Size at which the memtable of one table is flushed.")
            .key(
                    "memtable-total-size",
                    ConfigType.BYTES,
                    "128MiB",
                    "Size of all memtables together at which they are flushed; part of the block cache's size.")
            .key("block-size", ConfigType.BYTES, "32KiB", "Size of a data block before compression.")
            .key("file-size", ConfigType.BYTES, "64MiB", "Size that data files grow to.")
            .choice("compression", "lz4", List.of("none", "lz4", "zstd", "snappy"), "How data blocks are compressed.")
            .key(
                    "bloom-bits",
                    ConfigType.DECIMAL,
                    "10",
                    "Bits for each key in the filters of data files; 0 for no filters.")
            .key("background-jobs", ConfigType.INTEGER, "2", "Threads that flush and compact.")
            .key("open-files", ConfigType.INTEGER, "512", "Data files that are kept open.")
            .key(
                    "native-library-dir",
                    ConfigType.TEXT,
                    null,
                    "Folder with the extracted native library; without it, the library is extracted to the temporary folder.")
            .build();

    static RocksdbConfig from(ConfigValues values) {
        RocksdbConfig config = new RocksdbConfig(
                within(values, "block-cache-size", 8L << 20, 1L << 42),
                within(values, "memtable-size", 1L << 20, 1L << 34),
                within(values, "memtable-total-size", 1L << 20, 1L << 40),
                within(values, "block-size", 1L << 10, 1L << 24),
                within(values, "file-size", 1L << 20, 1L << 36),
                compression(values.text("compression")),
                bits(values),
                (int) within(values, "background-jobs", 1, 64),
                (int) within(values, "open-files", 16, 1_000_000),
                values.optionalText("native-library-dir"));
        if (config.memtableTotalSize > config.blockCacheSize) {
            throw new ConfigException("--rocksdb-memtable-total-size " + config.memtableTotalSize
                    + " is larger than --rocksdb-block-cache-size " + config.blockCacheSize + ", which it is part of");
        }
        return config;
    }

    private static long within(ConfigValues values, String key, long least, long most) {
        long value = values.number(key);
        if (value < least || value > most) {
            throw new ConfigException(
                    "invalid value " + value + " for --rocksdb-" + key + ": not from " + least + " to " + most);
        }
        return value;
    }

    private static double bits(ConfigValues values) {
        double bits = values.decimal("bloom-bits");
        if (!(bits >= 0 && bits <= 64)) {
            throw new ConfigException("invalid value " + bits + " for --rocksdb-bloom-bits: not from 0 to 64");
        }
        return bits;
    }

    private static CompressionType compression(String name) {
        return switch (name) {
            case "none" -> CompressionType.NO_COMPRESSION;
            case "lz4" -> CompressionType.LZ4_COMPRESSION;
            case "zstd" -> CompressionType.ZSTD_COMPRESSION;
            case "snappy" -> CompressionType.SNAPPY_COMPRESSION;
            default -> throw new IllegalArgumentException(name);
        };
    }
}
