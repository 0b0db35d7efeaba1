package dev.quoin.distribution.plugin;

import dev.quoin.api.Provider;
import dev.quoin.api.config.ConfigException;
import java.nio.file.Path;

/**
 * A provider that was found.
 *
 * @param kind what it provides
 * @param provider itself
 * @param name its name, read once
 * @param module the module it is in, or {@code -} where it has none
 * @param version of the module or the jar, or {@code -} where it says none
 * @param where the jar
 */
public record FoundProvider(Kind kind, Provider provider, String name, String module, String version, Path where) {
    private static final String UNKNOWN = "-";

    /** Reads the name, and refuses a provider that cannot be asked for it. */
    static FoundProvider of(Kind kind, Provider provider, String module, String version, Path where) {
        String name;
        try {
            name = provider.name();
            provider.configSpec();
        } catch (LinkageError | RuntimeException e) {
            throw new ConfigException(
                    "plugin " + where + ": " + provider.getClass().getName() + " cannot be used: " + e);
        }
        if (!name.matches("[a-z0-9-]+")) {
            throw new ConfigException(
                    "plugin " + where + ": \"" + name + "\" is not a plugin name, which consists of a-z, 0-9 and -");
        }
        return new FoundProvider(
                kind,
                provider,
                name,
                module.isEmpty() ? UNKNOWN : module,
                version.isEmpty() ? UNKNOWN : version,
                where);
    }

    /** Whether it is in a named module. */
    boolean inModule() {
        return !module.equals(UNKNOWN);
    }
}
