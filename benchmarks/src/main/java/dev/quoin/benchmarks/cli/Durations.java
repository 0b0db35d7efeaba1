package dev.quoin.benchmarks.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Durations as people write them: {@code 500ms}, {@code 10s}, {@code 1m30s}. */
final class Durations {
    private static final Pattern MILLIS = Pattern.compile("(\\d+)ms");

    private Durations() {}

    static Duration parse(String text) {
        Matcher millis = MILLIS.matcher(text);
        try {
            Duration duration = millis.matches()
                    ? Duration.ofMillis(Long.parseLong(millis.group(1)))
                    : Duration.parse("PT" + (text.equals("0") ? "0s" : text));
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException | NumberFormatException e) {
            throw refusal(text, e);
        }
        throw refusal(text, null);
    }

    private static TypeConversionException refusal(String text, @org.jspecify.annotations.Nullable Exception cause) {
        TypeConversionException refusal = new TypeConversionException("not a duration such as 500ms or 10s: " + text);
        if (cause != null) {
            refusal.initCause(cause);
        }
        return refusal;
    }
}
