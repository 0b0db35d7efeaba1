package dev.quoin.api;

import dev.quoin.api.config.ConfigSpec;

/**
 * The shape of every extension point. {@link java.util.ServiceLoader} finds a provider, which is a public class with a
 * public constructor without arguments. A provider keeps no state and costs next to nothing to make. All that takes
 * time or resources happens in the {@code open} method of the extension point, which runs for the chosen provider only.
 *
 * <p>Logging: a provider and what it opens log through {@link System.Logger}.
 *
 * <p>Thread: any thread may call the methods of this interface.
 *
 * <p>Blocks: no.
 */
public interface Provider {
    /**
     * Returns the name by which the configuration chooses this provider, matching {@code [a-z0-9-]+}. It never changes,
     * because it may be recorded on disk.
     */
    String name();

    /** Returns one line for {@code quoin plugins} and for {@code --help}. */
    String description();

    /**
     * Returns the keys that this provider understands. The flag of a key is the provider's name, a dash and the key's
     * name, such as {@code --rocksdb-block-cache}; the flag of a bare key is the key's name. Called any number of
     * times, always with the same result.
     */
    ConfigSpec configSpec();
}
