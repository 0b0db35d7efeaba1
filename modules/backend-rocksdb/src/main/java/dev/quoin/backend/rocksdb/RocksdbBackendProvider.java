package dev.quoin.backend.rocksdb;

import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.api.storage.StorageCapability;
import java.util.EnumSet;
import java.util.Set;

/** Provides the backend on RocksDB. */
public final class RocksdbBackendProvider implements StorageBackendProvider {
    /** For the service loader. */
    public RocksdbBackendProvider() {}

    @Override
    public String name() {
        return "rocksdb";
    }

    @Override
    public String description() {
        return "RocksDB: a log-structured store for data larger than memory, with bounded memory and online compaction.";
    }

    @Override
    public ConfigSpec configSpec() {
        return RocksdbConfig.SPEC;
    }

    @Override
    public Set<StorageCapability> capabilities() {
        return EnumSet.of(StorageCapability.CHECKPOINT, StorageCapability.RECLAIM);
    }

    @Override
    public StorageBackend open(ConfigValues config, StorageBackendContext context) {
        RocksdbConfig read = RocksdbConfig.from(config);
        NativeLibrary.load(read.nativeLibraryDir());
        return RocksdbStore.open(read, context);
    }
}
