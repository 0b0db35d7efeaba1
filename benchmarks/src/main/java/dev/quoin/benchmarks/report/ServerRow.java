package dev.quoin.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * One server in one round, beside its phases.
 *
 * @param startMillis from starting the empty server to its first answer to a linearizable read
 * @param idleCpuPercent CPU without any client's request, in percent of one core, after the load; null when it was not watched
 * @param residentBytes memory after the load, shared pages counted in full
 * @param proportionalBytes memory after the load, shared pages divided
 * @param peakBytes the largest resident size in any measured phase or at rest
 * @param diskBytes allocated to its data directory after the load
 */
public record ServerRow(
        int round,
        String server,
        double startMillis,
        @Nullable Double idleCpuPercent,
        long residentBytes,
        long proportionalBytes,
        long peakBytes,
        long diskBytes) {}
