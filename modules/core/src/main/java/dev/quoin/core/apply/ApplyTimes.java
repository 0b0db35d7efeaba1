package dev.quoin.core.apply;

import dev.quoin.api.host.Clock;
import dev.quoin.api.host.Host;
import dev.quoin.api.host.Label;
import dev.quoin.api.host.Meters;

/** Measures how long batches take to be applied: the requests of one batch share its time. Used by the apply thread. */
public final class ApplyTimes {
    /** As in etcd, what takes longer counts as slow. */
    private static final long SLOW = 100_000_000L;

    private final Clock clock;
    private final Meters.Histogram durations;
    private final Meters.Counter slow;

    public ApplyTimes(Host host) {
        clock = host.clock();
        durations = host.meters()
                .histogram(
                        "etcd_server_apply_duration_seconds",
                        "The latency distributions of apply; the requests of a batch are measured together.",
                        Meters.exponential(0.0001, 2, 20),
                        new Label("version", "v3"),
                        new Label("op", "Batch"),
                        new Label("success", "true"));
        slow = host.meters()
                .counter(
                        "etcd_server_slow_apply_total",
                        "The total number of slow apply requests (likely overloaded from slow disk).");
    }

    long begin() {
        return clock.nanoTime();
    }

    void end(long begun) {
        long nanos = clock.nanoTime() - begun;
        durations.observeNanos(nanos);
        if (nanos > SLOW) {
            slow.increment();
        }
    }
}
