package dev.quoin.backend.lmdb;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigType;
import dev.quoin.api.config.ConfigValues;
import java.util.Optional;

/**
 * What an operator can set.
 *
 * @param maxSize bytes that the file may grow to
 * @param memtableSize bytes of the heap for commits that were not synced
 * @param readers views open at a time
 */
record LmdbConfig(long maxSize, long memtableSize, int readers, Optional<String> nativeLibraryDir) {
    static final ConfigSpec SPEC = ConfigSpec.builder()
            .key(
                    "max-size",
                    ConfigType.BYTES,
                    "64GiB",
                    "Size that the data file may grow to; takes address space at once, but disk and memory only when needed.")
            .key(
                    "memtable-size",
                    ConfigType.BYTES,
                    "64MiB",
                    "Heap for commits that were not synced; a commit beyond it waits for a sync.")
            .key("max-views", ConfigType.INTEGER, "16384", "How many views may be open at a time.")
            .key(
                    "native-library-dir",
                    ConfigType.TEXT,
                    null,
                    "Folder with the extracted native library; without it, the library is extracted to the temporary folder.")
            .build();

    static LmdbConfig from(ConfigValues values) {
        return new LmdbConfig(
                within(values, "max-size", 1L << 20, 1L << 45) & -4096L,
                within(values, "memtable-size", 1L << 16, 1L << 34),
                (int) within(values, "max-views", 16, 1 << 20),
                values.optionalText("native-library-dir"));
    }

    private static long within(ConfigValues values, String key, long least, long most) {
        long value = values.number(key);
        if (value < least || value > most) {
            throw new ConfigException(
                    "invalid value " + value + " for --lmdb-" + key + ": not from " + least + " to " + most);
        }
        return value;
    }
}
