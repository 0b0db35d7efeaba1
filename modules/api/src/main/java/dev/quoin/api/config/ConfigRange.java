package dev.quoin.api.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of a number, a size or a duration, both inclusive, in the notation in which a user writes the value.
 *
 * @param least the smallest value, or {@code null} when there is none
 * @param most the greatest value, or {@code null} when there is none
 */
public record ConfigRange(@Nullable String least, @Nullable String most) {
    private static final ConfigRange ANY = new ConfigRange(null, null);

    /** Returns the range without bounds. */
    public static ConfigRange any() {
        return ANY;
    }

    /** Returns the range for {@code --help}, such as {@code 1MiB to 4TiB}; empty when it has no bounds. */
    public String text() {
        if (least == null) {
            return most == null ? "" : "at most " + most;
        }
        return most == null ? "at least " + least : least + " to " + most;
    }

    /** Checks a value that was read as the type. */
    void check(ConfigType type, String flag, String text, Object value) {
        if (least != null && compare(value, type.parse(flag, least, List.of())) < 0) {
            throw invalid(flag, text, "must be at least " + least);
        }
        if (most != null && compare(value, type.parse(flag, most, List.of())) > 0) {
            throw invalid(flag, text, "must be at most " + most);
        }
    }

    private static ConfigException invalid(String flag, String text, String why) {
        return new ConfigException("invalid value \"" + text + "\" for --" + flag + ": " + why);
    }

    /** Both are of the class that the type reads. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(Object a, Object b) {
        return ((Comparable) a).compareTo(b);
    }
}
