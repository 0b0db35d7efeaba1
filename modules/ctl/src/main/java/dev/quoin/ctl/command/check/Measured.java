package dev.quoin.ctl.command.check;

import java.util.Map;
import java.util.TreeMap;

/** How long writes took, and which of them failed. Any thread may add. */
final class Measured {
    private static final double NANOS = 1e9;

    private final Map<String, Integer> failures = new TreeMap<>();
    private long began;
    private long ended;
    private long count;
    private double sum;
    private double squares;
    private double slowest;

    void begin() {
        began = System.nanoTime();
    }

    void end() {
        ended = System.nanoTime();
    }

    synchronized void add(long nanos, String failure) {
        if (!failure.isEmpty()) {
            failures.merge(failure, 1, Integer::sum);
            return;
        }
        double seconds = nanos / NANOS;
        count++;
        sum += seconds;
        squares += seconds * seconds;
        slowest = Math.max(slowest, seconds);
    }

    synchronized Map<String, Integer> failures() {
        return Map.copyOf(failures);
    }

    synchronized double perSecond() {
        return count / ((ended - began) / NANOS);
    }

    synchronized double slowest() {
        return slowest;
    }

    synchronized double deviation() {
        if (count == 0) {
            return 0;
        }
        double mean = sum / count;
        return Math.sqrt(Math.max(0, squares / count - mean * mean));
    }
}
