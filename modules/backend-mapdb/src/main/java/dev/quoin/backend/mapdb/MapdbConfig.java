package dev.quoin.backend.mapdb;

import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigType;
import dev.quoin.api.config.ConfigValues;

/**
 * The settings of this backend.
 *
 * @param memtableSize bytes of the heap for commits that were not synced
 * @param dirtyPages pages of the heap that a sync may hold before it writes them
 */
record MapdbConfig(long memtableSize, int dirtyPages) {
    static final ConfigSpec SPEC = ConfigSpec.builder()
            .key(
                    "memtable-size",
                    ConfigType.BYTES,
                    "32MiB",
                    "Heap for commits that were not synced; a commit beyond it waits for a sync.",
                    "64KiB",
                    "16GiB")
            .key(
                    "write-cache-size",
                    ConfigType.BYTES,
                    "32MiB",
                    "Heap for pages that a sync changes before it writes them.",
                    "64KiB",
                    "4GiB")
            .build();

    static MapdbConfig from(ConfigValues values) {
        return new MapdbConfig(
                values.number("memtable-size"), (int) (values.number("write-cache-size") / PageFile.SIZE));
    }
}
