package dev.quoin.distribution.config;

import dev.quoin.api.Provider;
import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigKey;
import dev.quoin.api.config.ConfigSpec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that may be given to a node: its own keys, and those of the providers found, each behind its provider's name and a dash unless it is bare. */
public final class FlagTable {
    private final Map<String, Flag> flags = new LinkedHashMap<>();

    /** The node's keys and those of some providers. */
    public FlagTable(ConfigSpec node, Collection<? extends Provider> providers) {
        for (ConfigKey key : node.keys()) {
            flags.put(key.name(), new Flag(key.name(), key, ""));
        }
        for (Provider provider : providers) {
            add(provider);
        }
    }

    private void add(Provider provider) {
        for (ConfigKey key : provider.configSpec().keys()) {
            Flag flag = new Flag(key.flag(provider.name()), key, provider.name());
            Flag other = flags.putIfAbsent(flag.name(), flag);
            // Providers of different kinds may share a name, and then they share the keys that they both declare.
            if (other != null && !other.owner().equals(provider.name())) {
                throw new ConfigException("provider " + provider.name() + " has a key " + key.name() + ", but --"
                        + flag.name() + " is taken by "
                        + (other.owner().isEmpty() ? "the node" : "provider " + other.owner()));
            }
        }
    }

    /** The flag with this name, or null. */
    public @Nullable Flag find(String name) {
        return flags.get(name);
    }

    /** All, in the order of help. */
    public Collection<Flag> all() {
        return flags.values();
    }
}
