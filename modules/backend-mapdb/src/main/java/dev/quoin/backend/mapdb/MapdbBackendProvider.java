package dev.quoin.backend.mapdb;

import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.api.storage.StorageCapability;
import dev.quoin.backend.support.layered.LayeredBackend;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** Provides the backend on MapDB. */
public final class MapdbBackendProvider implements StorageBackendProvider {
    /** Makes the provider that the service loader finds. */
    public MapdbBackendProvider() {}

    @Override
    public String name() {
        return "mapdb";
    }

    @Override
    public String description() {
        return "MapDB: a B+tree in pure Java, for machines where no native library is allowed.";
    }

    @Override
    public ConfigSpec configSpec() {
        return MapdbConfig.SPEC;
    }

    @Override
    public Set<StorageCapability> capabilities() {
        return EnumSet.of(StorageCapability.CHECKPOINT);
    }

    @Override
    public StorageBackend open(ConfigValues config, StorageBackendContext context) {
        MapdbConfig read = MapdbConfig.from(config);
        Path directory = context.directory().toAbsolutePath().normalize();
        MapdbStore store = MapdbStore.open(read, directory, context.tables());
        return new LayeredBackend(directory.toString(), store, context.tables().size(), read.memtableSize());
    }
}
