package dev.quoin.api.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One configuration key.
 *
 * @param name lower-case words joined by dashes; the flag is {@code --name}, the YAML key {@code name}, the variable {@code NAME} with
 *     underscores behind the prefix
 * @param type how the text is read
 * @param defaultText the default in the form a user would write it, or {@code null} when the key has no value unless given
 * @param description one sentence for {@code --help}
 * @param choices the words allowed for {@link ConfigType#CHOICE}, else empty
 * @param secret whether the value must not be logged or printed
 * @param bare whether the flag of a provider's key is the name alone, without the provider's before it: for what users know by that name from etcd. Giving
 *     one chooses an authentication provider that has it.
 */
public record ConfigKey(
        String name,
        ConfigType type,
        @Nullable String defaultText,
        String description,
        List<String> choices,
        boolean secret,
        boolean bare) {
    /** Checks the name and that the default can be read as the type. */
    public ConfigKey {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("bad configuration key name: " + name);
        }
        choices = List.copyOf(choices);
        if (defaultText != null) {
            type.parse(name, defaultText, choices);
        }
    }

    /** The flag of this key, without dashes. @param provider the name of the provider that declares it */
    public String flag(String provider) {
        return bare ? name : provider + "-" + name;
    }
}
