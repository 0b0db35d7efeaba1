package dev.quoin.api.storage;

import dev.quoin.api.Provider;
import dev.quoin.api.config.ConfigValues;
import java.util.Set;

/**
 * The extension point for storage engines. The data directory records the name of the engine, and only a provider of
 * that name opens the directory again.
 */
public interface StorageBackendProvider extends Provider {
    /**
     * Returns the extras that this engine has. The conformance kit tests each of them, and the refusal of those that
     * are missing.
     */
    Set<StorageCapability> capabilities();

    /**
     * Opens a store: an empty directory, or the state that an earlier process left, also after a crash of the process
     * or the machine.
     *
     * <p>Thread: the thread that starts the node, before it serves anybody.
     *
     * <p>Blocks: while the engine opens its files. The time SHOULD NOT grow with the data.
     *
     * <p>Durability: the state found is that of one whole commit, not older than the last sync. The names of new files
     * are durable on return.
     *
     * @throws StorageException of kind {@code CORRUPT} or {@code IO}, naming the file, when something is damaged or
     *     cannot be read; of kind {@code LOCKED} when the store has another owner, in this process or another
     * @throws dev.quoin.api.config.ConfigException naming the key and the value, when a value cannot be used
     */
    StorageBackend open(ConfigValues config, StorageBackendContext context);
}
