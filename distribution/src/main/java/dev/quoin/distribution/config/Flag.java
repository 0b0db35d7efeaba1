package dev.quoin.distribution.config;

import dev.quoin.api.config.ConfigKey;
import dev.quoin.api.config.ConfigType;
import java.util.Locale;

/**
 * One key that may be given.
 *
 * @param name as given after the dashes and in the file
 * @param key how its text is read; its own name lacks the provider's prefix
 * @param owner the provider's name, or empty for the node's own
 */
public record Flag(String name, ConfigKey key, String owner) {
    boolean isBoolean() {
        return key.type() == ConfigType.FLAG;
    }

    /** The variable that sets it, without {@code QUOIN_} or {@code ETCD_}. */
    String variable() {
        return variable(name);
    }

    static String variable(String name) {
        return name.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    void check(String text) {
        key.type().parse(name, text, key.choices());
    }
}
