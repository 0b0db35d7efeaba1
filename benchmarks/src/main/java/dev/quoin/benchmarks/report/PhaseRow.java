package dev.quoin.benchmarks.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One phase of one server in one round. Times in the unit that the name says.
 *
 * @param phase {@link #COLD}, {@link #WARM}, {@link #BEFORE} or {@link #DURING}
 * @param errorKinds how many requests failed, by reason
 * @param unsupported methods that the server does not have; then there are no figures
 * @param serverCpuMicros CPU of the server for each request, failed ones included; null when the server's process is not known
 * @param clientCpuMicros the same of the load generator
 * @param residentBytes of the server before the phase; null when its process is not known
 * @param peakBytes the largest resident size during the phase; null when its process is not known
 * @param cpuByThread the server's CPU for each request in microseconds, by group of threads
 * @param curve the latency distribution for plots
 */
public record PhaseRow(
        int round,
        String server,
        String workload,
        String phase,
        long requests,
        long errors,
        Map<String, Long> errorKinds,
        List<String> unsupported,
        double seconds,
        double requestsPerSecond,
        double p50Micros,
        double p99Micros,
        double p999Micros,
        double maxMicros,
        @Nullable Double serverCpuMicros,
        double clientCpuMicros,
        @Nullable Long residentBytes,
        @Nullable Long peakBytes,
        Map<String, Double> cpuByThread,
        List<CurvePoint> curve) {
    /** The first requests after a start. */
    public static final String COLD = "cold";

    /** After a warm-up. */
    public static final String WARM = "warm";

    /** Of a compaction: right before it. */
    public static final String BEFORE = "before";

    /** Of a compaction: from its request to its answer, which comes when all is removed. */
    public static final String DURING = "during";

    /** What a workload is called together with its phase. */
    public String title() {
        return workload + ", " + phase;
    }
}
