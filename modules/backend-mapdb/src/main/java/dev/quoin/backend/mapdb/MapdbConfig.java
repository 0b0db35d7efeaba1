package dev.quoin.backend.mapdb;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigType;
import dev.quoin.api.config.ConfigValues;

/**
 * What an operator can set.
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
                    "Heap for commits that were not synced; a commit beyond it waits for a sync.")
            .key(
                    "write-cache-size",
                    ConfigType.BYTES,
                    "32MiB",
                    "Heap for pages that a sync changes before it writes them.")
            .build();

    static MapdbConfig from(ConfigValues values) {
        return new MapdbConfig(within(values, "memtable-size", 1L << 16, 1L << 34), (int)
                (within(values, "write-cache-size", 1L << 16, 1L << 32) / PageFile.SIZE));
    }

    private static long within(ConfigValues values, String key, long least, long most) {
        long value = values.number(key);
        if (value < least || value > most) {
            throw new ConfigException(
                    "invalid value " + value + " for --mapdb-" + key + ": not from " + least + " to " + most);
        }
        return value;
    }
}
