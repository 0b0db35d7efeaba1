package dev.quoin.api.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The types of configuration values. A type reads the text of a value, and all types report errors in the same form.
 */
public enum ConfigType {
    /** Any text; the value is a {@link String}. */
    TEXT {
        @Override
        Object read(String text, List<String> choices) {
            return text;
        }
    },
    /**
     * {@code true} or {@code false} (also {@code 1}, {@code 0}, {@code t}, {@code f}); the value is a {@link Boolean}.
     */
    FLAG {
        @Override
        Object read(String text, List<String> choices) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "t", "1" -> true;
                case "false", "f", "0" -> false;
                default -> throw new IllegalArgumentException("not true or false");
            };
        }
    },
    /** A decimal whole number; the value is a {@link Long}. */
    INTEGER {
        @Override
        Object read(String text, List<String> choices) {
            return Long.parseLong(text);
        }
    },
    /** A decimal number; the value is a {@link Double}. */
    DECIMAL {
        @Override
        Object read(String text, List<String> choices) {
            return Double.parseDouble(text);
        }
    },
    /** A number of bytes, with an optional unit of 1024: {@code 64KiB}, {@code 2GiB}; the value is a {@link Long}. */
    BYTES {
        @Override
        Object read(String text, List<String> choices) {
            Matcher m = BYTES_FORM.matcher(text);
            if (!m.matches()) {
                throw new IllegalArgumentException("not a number of bytes");
            }
            int shift = "KMGT".indexOf(m.group(2).isEmpty() ? ' ' : m.group(2).charAt(0)) * 10 + 10;
            return Math.multiplyExact(Long.parseLong(m.group(1)), 1L << shift);
        }
    },
    /**
     * A duration as Go writes it, {@code 1m30s}, {@code 100ms}; {@code 0} alone is allowed. The value is a
     * {@link Duration}.
     */
    DURATION {
        @Override
        Object read(String text, List<String> choices) {
            return GoDuration.parse(text);
        }
    },
    /** Texts joined by commas, without empty ones; the value is a {@code List<String>}. */
    LIST {
        @Override
        Object read(String text, List<String> choices) {
            return Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(s -> !s.isEmpty())
                    .toList();
        }
    },
    /** One of the key's choices; the value is a {@link String}. */
    CHOICE {
        @Override
        Object read(String text, List<String> choices) {
            if (!choices.contains(text)) {
                throw new IllegalArgumentException("not one of " + String.join(", ", choices));
            }
            return text;
        }
    };

    private static final Pattern BYTES_FORM = Pattern.compile("(-?\\d+)\\s*(|[KMGT])(?:|i?B)");

    abstract Object read(String text, List<String> choices);

    /**
     * Reads a value.
     *
     * @throws ConfigException naming the key, the text and what was expected
     */
    public Object parse(String key, String text, List<String> choices) {
        try {
            return read(text, choices);
        } catch (NumberFormatException e) {
            throw new ConfigException("invalid value \"" + text + "\" for --" + key + ": not a number");
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ConfigException("invalid value \"" + text + "\" for --" + key + ": " + e.getMessage());
        }
    }
}
