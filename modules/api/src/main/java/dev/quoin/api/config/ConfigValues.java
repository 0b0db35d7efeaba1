package dev.quoin.api.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values that were read with a {@link ConfigSpec}.
 *
 * <p>Immutable, and safe for use by any thread.
 *
 * <p>Errors: every method throws {@link IllegalArgumentException} for a key that the spec does not declare, and
 * {@link ClassCastException} for a key of another type, because both are mistakes of the programmer.
 */
public final class ConfigValues {
    private final ConfigSpec spec;
    private final Map<String, Object> values;
    private final Set<String> given;

    ConfigValues(ConfigSpec spec, Map<String, Object> values, Set<String> given) {
        this.spec = spec;
        this.values = Map.copyOf(values);
        this.given = Set.copyOf(given);
    }

    /** Returns the spec that the values were read with. */
    public ConfigSpec spec() {
        return spec;
    }

    /** Returns true when the operator set this key, and false when the default stands. */
    public boolean isGiven(String key) {
        return given.contains(key);
    }

    /**
     * Returns the value of a text or a choice.
     *
     * @throws ConfigException naming the key, when it was not given and has no default
     */
    public String text(String key) {
        return get(key, String.class);
    }

    /** Returns the value of a text, if there is one. */
    public Optional<String> optionalText(String key) {
        declared(key);
        return Optional.ofNullable((String) values.get(key));
    }

    /** Returns the value of a {@link ConfigType#FLAG}. */
    public boolean flag(String key) {
        return get(key, Boolean.class);
    }

    /** Returns the value of a {@link ConfigType#INTEGER}, or of a {@link ConfigType#BYTES} in bytes. */
    public long number(String key) {
        return get(key, Long.class);
    }

    /** Returns the value of a {@link ConfigType#DECIMAL}. */
    public double decimal(String key) {
        return get(key, Double.class);
    }

    /** Returns the value of a {@link ConfigType#DURATION}. */
    public Duration duration(String key) {
        return get(key, Duration.class);
    }

    /** Returns the value of a {@link ConfigType#LIST}; empty when nothing was given. */
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
