package dev.quoin.benchmarks.report;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A figure of a phase. */
enum Metric {
    RATE("requests/s", "%,.0f", PhaseRow::requestsPerSecond),
    P50("p50 ms", "%,.2f", row -> row.p50Micros() / 1e3),
    P99("p99 ms", "%,.2f", row -> row.p99Micros() / 1e3),
    P999("p99.9 ms", "%,.2f", row -> row.p999Micros() / 1e3),
    SERVER_CPU("server CPU µs/request", "%,.1f", PhaseRow::serverCpuMicros),
    CLIENT_CPU("client CPU µs/request", "%,.1f", PhaseRow::clientCpuMicros),
    GROWTH("memory growth MiB", "%,.0f", Metric::growth);

    private static final double MIB = 1 << 20;

    private final String title;
    private final String format;
    private final Function<PhaseRow, @Nullable Double> value;

    Metric(String title, String format, Function<PhaseRow, @Nullable Double> value) {
        this.title = title;
        this.format = format;
        this.value = value;
    }

    String title() {
        return title;
    }

    String format() {
        return format;
    }

    /** Null where it could not be measured. */
    @Nullable
    Double of(PhaseRow row) {
        return row.requests() == 0 ? null : value.apply(row);
    }

    private static @Nullable Double growth(PhaseRow row) {
        Long before = row.residentBytes();
        Long peak = row.peakBytes();
        return before == null || peak == null ? null : Math.max(0, peak - before) / MIB;
    }
}
