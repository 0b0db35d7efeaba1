package dev.quoin.distribution.config;

import dev.quoin.api.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * A flag of etcd that Quoin does not have, or only with a plugin that is not loaded.
 *
 * @param name its name
 * @param isBoolean whether it may stand without a value
 * @param plugin the plugin that has it, null where none has
 * @param only the one value that says what Quoin does anyway, and so is accepted; null where none does
 */
public record EtcdFlag(
        String name,
        boolean isBoolean,
        @Nullable String plugin,
        @Nullable String only) {
    /**
     * Accepts the one value, refuses every other.
     *
     * @param given how the operator named it: flag, variable or key of the file
     */
    void check(String given, String text) {
        if (text.equals(only)) {
            return;
        }
        if (plugin != null) {
            throw new ConfigException("flag " + shown(given) + " needs the plugin " + plugin + ", which is not there");
        }
        throw new ConfigException(
                only == null
                        ? "flag " + shown(given) + " is known to etcd but not supported yet"
                        : "flag " + shown(given) + " is known to etcd, but only "
                                + (only.isEmpty() ? "an empty value" : only) + " is supported yet, not \"" + text
                                + "\"");
    }

    private String shown(String given) {
        return given.equals("--" + name) ? given : "--" + name + " (given as " + given + ")";
    }
}
