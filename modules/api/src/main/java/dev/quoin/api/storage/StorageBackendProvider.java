package dev.quoin.api.storage;

import dev.quoin.api.Provider;
import dev.quoin.api.config.ConfigValues;
import java.util.Set;

/** The extension point for storage engines. The name is recorded in the data directory, and a directory is opened only by that name. */
public interface StorageBackendProvider extends Provider {
    /** The extras this engine has; the conformance kit tests those declared, and the refusal of those that are not. */
    Set<StorageCapability> capabilities();

    /**
     * Opens a store, empty or as an earlier process left it, also after a crash of the process or the machine.
     *
     * @throws StorageException naming the file when something is damaged, locked by another process, or cannot be read
     */
    StorageBackend open(ConfigValues config, StorageBackendContext context);
}
