package dev.quoin.api.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One configuration key.
 *
 * @param name lower-case words joined by dashes; the flag is {@code --name}, the YAML key {@code name}, the variable
 *     {@code NAME} with underscores behind the prefix
 * @param type the type of the value
 * @param defaultText the default in the form a user would write it, or {@code null} when the key has no value unless
 *     given
 * @param description one sentence for {@code --help}
 * @param choices the words allowed for {@link ConfigType#CHOICE}, else empty
 * @param range the bounds of a number, a size or a duration; without bounds for all other types
 * @param secret true when the value must not be logged or printed
 * @param bare true when the flag of a provider's key is the name alone, without the provider's name before it, because
 *     users know the flag by that name from etcd. A bare key that is given chooses the authentication provider that
 *     declares it.
 */
public record ConfigKey(
        String name,
        ConfigType type,
        @Nullable String defaultText,
        String description,
        List<String> choices,
        ConfigRange range,
        boolean secret,
        boolean bare) {
    private static final Set<ConfigType> RANGED =
            EnumSet.of(ConfigType.INTEGER, ConfigType.BYTES, ConfigType.DECIMAL, ConfigType.DURATION);

    /** Checks that the name is well formed, that the type has a range, and that the default is a value of the key. */
    public ConfigKey {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("bad configuration key name: " + name);
        }
        if (!range.equals(ConfigRange.any()) && !RANGED.contains(type)) {
            throw new IllegalArgumentException("a range for a key of type " + type + ": " + name);
        }
        choices = List.copyOf(choices);
        if (defaultText != null) {
            range.check(type, name, defaultText, type.parse(name, defaultText, choices));
        }
    }

    /**
     * Reads a value of this key.
     *
     * @param flag the name of the flag for messages, without dashes
     * @throws ConfigException naming the flag, the text and what was expected
     */
    public Object read(String flag, String text) {
        Object value = type.parse(flag, text, choices);
        range.check(type, flag, text, value);
        return value;
    }

    /**
     * Returns the flag of this key, without dashes.
     *
     * @param provider the name of the provider that declares the key
     */
    public String flag(String provider) {
        return bare ? name : provider + "-" + name;
    }
}
