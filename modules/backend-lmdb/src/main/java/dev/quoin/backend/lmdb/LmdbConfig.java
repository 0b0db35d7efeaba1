package dev.quoin.backend.lmdb;

import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigType;
import dev.quoin.api.config.ConfigValues;
import java.util.Optional;

/**
 * The settings of this backend.
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
                    "Size that the data file may grow to; takes address space at once, but disk and memory only when needed.",
                    "1MiB",
                    "32TiB")
            .key(
                    "memtable-size",
                    ConfigType.BYTES,
                    "64MiB",
                    "Heap for commits that were not synced; a commit beyond it waits for a sync.",
                    "64KiB",
                    "16GiB")
            .key("max-views", ConfigType.INTEGER, "16384", "How many views may be open at a time.", "16", "1048576")
            .key(
                    "native-library-dir",
                    ConfigType.TEXT,
                    null,
                    "Folder with the extracted native library; without it, the library is extracted to the temporary folder.")
            .build();

    static LmdbConfig from(ConfigValues values) {
        return new LmdbConfig(
                values.number("max-size") & -4096L,
                values.number("memtable-size"),
                (int) values.number("max-views"),
                values.optionalText("native-library-dir"));
    }
}
