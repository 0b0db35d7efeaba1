package dev.quoin.benchmarks.load;

import dev.quoin.benchmarks.http2.GrpcStatus;
import dev.quoin.protocol.method.EtcdMethods;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;

/** What one event loop counts during a phase. */
final class Tally {
    private static final long LONGEST_NANOS = 600_000_000_000L;
    private static final int DIGITS = 3;
    private static final int MAX_ERROR_KINDS = 16;

    final Histogram latencies = new Histogram(LONGEST_NANOS, DIGITS);
    final Map<String, Long> errors = new TreeMap<>();
    final Set<String> unsupported = new TreeSet<>();
    long lastAnswerNanos = System.nanoTime();

    void success(long nanos, long now) {
        latencies.recordValue(Math.min(nanos, LONGEST_NANOS));
        lastAnswerNanos = now;
    }

    void failure(GrpcStatus status, long now) {
        error("status " + status.code() + ": " + status.message());
        lastAnswerNanos = now;
    }

    void unsupported(EtcdMethods method) {
        unsupported.add(method.path());
    }

    void shortAnswer(long bytes, long least, long now) {
        error("an answer of " + bytes + " bytes, where at least " + least + " were due");
        lastAnswerNanos = now;
    }

    private void error(String kind) {
        String known = errors.containsKey(kind) || errors.size() < MAX_ERROR_KINDS ? kind : "other";
        errors.merge(known, 1L, Long::sum);
    }
}
