package dev.quoin.api.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations in the notation of Go, which etcd's flags use: a sequence of decimal numbers, each with a unit. */
final class GoDuration {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|ms|s|m|h)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private GoDuration() {}

    static Duration parse(String text) {
        boolean negative = text.startsWith("-");
        String rest = negative || text.startsWith("+") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return Duration.ZERO;
        }
        long nanos = sum(rest);
        return Duration.ofNanos(negative ? -nanos : nanos);
    }

    private static long sum(String text) {
        Matcher m = PART.matcher(text);
        long nanos = 0;
        int at = 0;
        while (m.find() && m.start() == at) {
            long unit = Objects.requireNonNull(NANOS.get(m.group(2)));
            nanos = Math.addExact(
                    nanos,
                    new BigDecimal(m.group(1))
                            .multiply(BigDecimal.valueOf(unit))
                            .longValue());
            at = m.end();
        }
        if (at == 0 || at != text.length()) {
            throw new IllegalArgumentException("not a duration such as 500ms or 1m30s");
        }
        return nanos;
    }
}
