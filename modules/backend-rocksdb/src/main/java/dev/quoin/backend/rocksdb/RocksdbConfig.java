package dev.quoin.backend.rocksdb;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigType;
import dev.quoin.api.config.ConfigValues;
import java.util.List;
import java.util.Optional;
import org.rocksdb.CompressionType;

/**
 * The settings of this backend.
 *
 * @param blockCacheSize bytes of all memory outside the heap
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
                    "Memory outside the heap: cached blocks, indexes and filters, and the memtables, which are charged to it.",
                    "8MiB",
                    "4TiB")
            .key(
                    "memtable-size",
                    ConfigType.BYTES,
                    "32MiB",
                    "Size at which the memtable of one table is flushed.",
                    "1MiB",
                    "16GiB")
            .key(
                    "memtable-total-size",
                    ConfigType.BYTES,
                    "128MiB",
                    "Size of all memtables together at which they are flushed; part of the block cache's size.",
                    "1MiB",
                    "1TiB")
            .key("block-size", ConfigType.BYTES, "32KiB", "Size of a data block before compression.", "1KiB", "16MiB")
            .key("file-size", ConfigType.BYTES, "64MiB", "Size that data files grow to.", "1MiB", "64GiB")
            .choice("compression", "lz4", List.of("none", "lz4", "zstd", "snappy"), "How data blocks are compressed.")
            .key(
                    "bloom-bits",
                    ConfigType.DECIMAL,
                    "10",
                    "Bits for each key in the filters of data files; 0 for no filters.",
                    "0",
                    "64")
            .key("background-jobs", ConfigType.INTEGER, "2", "Threads that flush and compact.", "1", "64")
            .key("open-files", ConfigType.INTEGER, "512", "Data files that are kept open.", "16", "1000000")
            .key(
                    "native-library-dir",
                    ConfigType.TEXT,
                    null,
                    "Folder with the extracted native library; without it, the library is extracted to the temporary folder.")
            .build();

    static RocksdbConfig from(ConfigValues values) {
        RocksdbConfig config = new RocksdbConfig(
                values.number("block-cache-size"),
                values.number("memtable-size"),
                values.number("memtable-total-size"),
                values.number("block-size"),
                values.number("file-size"),
                compression(values.text("compression")),
                values.decimal("bloom-bits"),
                (int) values.number("background-jobs"),
                (int) values.number("open-files"),
                values.optionalText("native-library-dir"));
        if (config.memtableTotalSize > config.blockCacheSize) {
            throw new ConfigException("--rocksdb-memtable-total-size " + config.memtableTotalSize
                    + " is larger than --rocksdb-block-cache-size " + config.blockCacheSize + ", which it is part of");
        }
        return config;
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
