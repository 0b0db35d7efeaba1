package dev.quoin.benchmarks.load;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;

/**
 * What came of a phase.
 *
 * @param latencies of the requests that succeeded, in nanoseconds, from handing a request to the connection to the end of its answer
 * @param errors how many requests failed, by reason
 * @param unsupported the methods that the server does not have
 * @param nanos from the first request to the last answer
 */
public record PhaseResult(Histogram latencies, Map<String, Long> errors, Set<String> unsupported, long nanos) {
    static PhaseResult of(Collection<Tally> tallies, long startNanos) {
        Histogram latencies = new Histogram(tallies.iterator().next().latencies);
        latencies.reset();
        Map<String, Long> errors = new TreeMap<>();
        Set<String> unsupported = new TreeSet<>();
        long end = startNanos;
        for (Tally tally : tallies) {
            latencies.add(tally.latencies);
            tally.errors.forEach((kind, count) -> errors.merge(kind, count, Long::sum));
            unsupported.addAll(tally.unsupported);
            end = Math.max(end, tally.lastAnswerNanos);
        }
        return new PhaseResult(latencies, errors, unsupported, end - startNanos);
    }

    /** Requests that succeeded. */
    public long requests() {
        return latencies.getTotalCount();
    }

    /** Requests that failed. */
    public long errorCount() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many succeeded in a second. */
    public double requestsPerSecond() {
        return nanos == 0 ? 0 : requests() * 1e9 / nanos;
    }

    /** The latency that a share of the requests did not exceed, in microseconds. */
    public double micros(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e3;
    }
}
