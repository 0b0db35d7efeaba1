package dev.quoin.api.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values that were read with a {@link ConfigSpec}: complete, typed, immutable. Asking for an undeclared key is a programming error. */
public final class ConfigValues {
    private final ConfigSpec spec;
    private final Map<String, Object> values;
    private final Set<String> given;

    ConfigValues(ConfigSpec spec, Map<String, Object> values, Set<String> given) {
        this.spec = spec;
        this.values = Map.copyOf(values);
        this.given = Set.copyOf(given);
    }

    /** The spec these were read with. */
    public ConfigSpec spec() {
        return spec;
    }

    /** Whether the operator set this key, as opposed to its default standing. */
    public boolean isGiven(String key) {
        return given.contains(key);
    }

    /** The value of a key that has one. */
    public String text(String key) {
        return get(key, String.class);
    }

    /** The value of a text key, if there is one. */
    public Optional<String> optionalText(String key) {
        declared(key);
        return Optional.ofNullable((String) values.get(key));
    }

    /** The value of a {@link ConfigType#FLAG}. */
    public boolean flag(String key) {
        return get(key, Boolean.class);
    }

    /** The value of a {@link ConfigType#INTEGER}, or the bytes of a {@link ConfigType#BYTES}. */
    public long number(String key) {
        return get(key, Long.class);
    }

    /** The value of a {@link ConfigType#DECIMAL}. */
    public double decimal(String key) {
        return get(key, Double.class);
    }

    /** The value of a {@link ConfigType#DURATION}. */
    public Duration duration(String key) {
        return get(key, Duration.class);
    }

    /** The value of a {@link ConfigType#LIST}; empty when nothing was given. */
    @SuppressWarnings("unchecked")
    public List<String> list(String key) {
        declared(key);
        return (List<String>) values.getOrDefault(key, List.of());
    }

    private <T> T get(String key, Class<T> type) {
        declared(key);
        Object value = values.get(key);
        if (value == null) {
            throw new ConfigException("--" + key + " must be given");
        }
        return type.cast(value);
    }

    private void declared(String key) {
        if (spec.key(key).isEmpty()) {
            throw new IllegalArgumentException("not a declared configuration key: " + key);
        }
    }
}
