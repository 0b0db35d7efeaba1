package dev.quoin.backend.lmdb;

import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.api.storage.StorageCapability;
import dev.quoin.backend.lmdb.lib.Lmdb;
import dev.quoin.backend.lmdb.lib.NativeLibrary;
import dev.quoin.backend.support.layered.LayeredBackend;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** Provides the backend on LMDB. */
public final class LmdbBackendProvider implements StorageBackendProvider {
    /** Makes the provider that the service loader finds. */
    public LmdbBackendProvider() {}

    @Override
    public String name() {
        return "lmdb";
    }

    @Override
    public String description() {
        return "LMDB: a memory-mapped B+tree, for fast reads of data that fits in memory.";
    }

    @Override
    public ConfigSpec configSpec() {
        return LmdbConfig.SPEC;
    }

    @Override
    public Set<StorageCapability> capabilities() {
        return EnumSet.of(StorageCapability.CHECKPOINT);
    }

    @Override
    public StorageBackend open(ConfigValues config, StorageBackendContext context) {
        LmdbConfig read = LmdbConfig.from(config);
        Lmdb lmdb = NativeLibrary.load(read.nativeLibraryDir());
        Path directory = context.directory().toAbsolutePath().normalize();
        LmdbStore store = LmdbStore.open(lmdb, read, directory, context.tables());
        return new LayeredBackend(directory.toString(), store, context.tables().size(), read.memtableSize());
    }
}
