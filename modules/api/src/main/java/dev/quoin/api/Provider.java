package dev.quoin.api;

import dev.quoin.api.config.ConfigSpec;

/**
 * The shape that all extension points share: a provider is found by {@link java.util.ServiceLoader}, has a public constructor without
 * arguments, keeps no state, and costs next to nothing to create. Everything that takes time or resources happens in the
 * {@code open} method of the extension point, which runs for the chosen provider only.
 */
public interface Provider {
    /**
     * The stable name by which configuration chooses this provider, matching {@code [a-z0-9-]+}. It may be recorded on disk, so it
     * never changes.
     */
    String name();

    /** One line for {@code quoin plugins} and for {@code --help}. */
    String description();

    /** The keys this provider understands. A flag is the provider's name, a dash and the key: {@code --rocksdb-block-cache}; of a bare key, the key. */
    ConfigSpec configSpec();
}
