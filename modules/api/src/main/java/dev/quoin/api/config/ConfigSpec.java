package dev.quoin.api.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The configuration keys of one provider or of the node itself, in the order in which {@code --help} shows them. Flags,
 * {@code QUOIN_} and {@code ETCD_} variables, YAML keys and {@code --help} are all made from it; nothing else knows a
 * key.
 *
 * <p>Immutable, and safe for use by any thread.
 */
public final class ConfigSpec {
    private static final ConfigSpec NONE = new ConfigSpec(Map.of());

    private final Map<String, ConfigKey> keys;

    private ConfigSpec(Map<String, ConfigKey> keys) {
        this.keys = keys;
    }

    /** Returns a spec without keys. */
    public static ConfigSpec none() {
        return NONE;
    }

    /** Starts a spec. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns all keys, in the order of their declaration. */
    public Collection<ConfigKey> keys() {
        return keys.values();
    }

    /** Returns the key with a name. */
    public Optional<ConfigKey> key(String name) {
        return Optional.ofNullable(keys.get(name));
    }

    /**
     * Reads texts into typed values, with the defaults of the keys that are not given. Messages call a key by its name.
     *
     * @throws ConfigException for an unknown key, a text that its type does not accept, or a value out of its range
     */
    public ConfigValues read(Map<String, String> texts) {
        return read(texts, UnaryOperator.identity());
    }

    /**
     * Reads texts into typed values, as the other {@code read}, for keys that an operator knows by other names.
     *
     * @param flags gives the name of the flag, without dashes, by which messages call a key
     */
    public ConfigValues read(Map<String, String> texts, UnaryOperator<String> flags) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String given : texts.keySet()) {
            if (!keys.containsKey(given)) {
                throw new ConfigException("unknown configuration key: " + given);
            }
        }
        for (ConfigKey key : keys.values()) {
            String text = texts.getOrDefault(key.name(), key.defaultText());
            if (text != null) {
                values.put(key.name(), key.read(flags.apply(key.name()), text));
            }
        }
        return new ConfigValues(this, values, texts.keySet());
    }

    /** Collects keys. For one thread. */
    public static final class Builder {
        private final Map<String, ConfigKey> keys = new LinkedHashMap<>();

        private Builder() {}

        /** Adds a key. */
        public Builder key(String name, ConfigType type, @Nullable String defaultText, String description) {
            return key(name, type, defaultText, description, null, null);
        }

        /**
         * Adds a key with a range, which {@code --help} shows. Both bounds are inclusive, and written as a user would
         * write the value.
         *
         * @param least the smallest value, or {@code null} when there is none
         * @param most the greatest value, or {@code null} when there is none
         */
        public Builder key(
                String name,
                ConfigType type,
                @Nullable String defaultText,
                String description,
                @Nullable String least,
                @Nullable String most) {
            ConfigRange range = least == null && most == null ? ConfigRange.any() : new ConfigRange(least, most);
            return add(new ConfigKey(name, type, defaultText, description, List.of(), range, false, false));
        }

        /** Adds a key whose value is never printed. */
        public Builder secret(String name, ConfigType type, String description) {
            return add(new ConfigKey(name, type, null, description, List.of(), ConfigRange.any(), true, false));
        }

        /** Adds a key whose value is one of some words. */
        public Builder choice(String name, String defaultText, List<String> choices, String description) {
            return add(new ConfigKey(
                    name, ConfigType.CHOICE, defaultText, description, choices, ConfigRange.any(), false, false));
        }

        /** Adds a key whose flag is its name alone, because users know it by that name. */
        public Builder bare(String name, ConfigType type, @Nullable String defaultText, String description) {
            return add(new ConfigKey(name, type, defaultText, description, List.of(), ConfigRange.any(), false, true));
        }

        /**
         * Adds a key.
         *
         * @throws IllegalArgumentException when a key has the same name
         */
        public Builder add(ConfigKey key) {
            if (keys.putIfAbsent(key.name(), key) != null) {
                throw new IllegalArgumentException("configuration key declared twice: " + key.name());
            }
            return this;
        }

        /** Returns the spec. */
        public ConfigSpec build() {
            return new ConfigSpec(new LinkedHashMap<>(keys));
        }
    }
}
