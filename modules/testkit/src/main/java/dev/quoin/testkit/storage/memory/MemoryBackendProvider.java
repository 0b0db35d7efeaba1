package dev.quoin.testkit.storage.memory;

import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.api.storage.StorageCapability;
import java.util.EnumSet;
import java.util.Set;

/**
 * Provides the model backend. Stores opened through one provider share its {@link MemoryMedium}; another provider has
 * another disk.
 */
public final class MemoryBackendProvider implements StorageBackendProvider {
    private final MemoryMedium medium;

    /** Makes a provider with an empty disk of its own. */
    public MemoryBackendProvider() {
        this(new MemoryMedium());
    }

    /** Makes a provider on a disk that the caller can crash. */
    public MemoryBackendProvider(MemoryMedium medium) {
        this.medium = medium;
    }

    /** The disk. */
    public MemoryMedium medium() {
        return medium;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String description() {
        return "The model: an ordered map in memory, for tests.";
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.none();
    }

    @Override
    public Set<StorageCapability> capabilities() {
        return EnumSet.of(StorageCapability.CHECKPOINT);
    }

    @Override
    public StorageBackend open(ConfigValues config, StorageBackendContext context) {
        return new MemoryBackend(medium, medium.store(context.directory()), context);
    }
}
