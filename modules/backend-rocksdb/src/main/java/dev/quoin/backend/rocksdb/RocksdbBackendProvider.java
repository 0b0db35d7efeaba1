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
    private final String scannedVersion;

    /** Makes the provider that the service loader finds. */
    public RocksdbBackendProvider() {
        this(DirectScan.TESTED_VERSION);
    }

    /**
     * Makes a provider for a test.
     *
     * @param scannedVersion the one version of RocksDB that {@link DirectScan} is used with
     */
    RocksdbBackendProvider(String scannedVersion) {
        this.scannedVersion = scannedVersion;
    }

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
        String version = NativeLibrary.load(read.nativeLibraryDir());
        return StoreOpening.open(read, context, version.equals(scannedVersion));
    }
}
