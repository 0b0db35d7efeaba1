package dev.quoin.transport.grpc.http2;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Finds clients that ping too often, by gRPC's rule: a ping is a strike when it comes sooner after the last one than allowed, more than two strikes
 * are too many, and whatever the server sends on a stream forgives all. A client without open streams has no reason to ping at all.
 */
final class PingPolicy {
    private static final int MAX_STRIKES = 2;
    private static final long IDLE_MIN_NANOS = TimeUnit.HOURS.toNanos(2);

    private final long minNanos;
    private long lastPing;
    private boolean pinged;
    private int strikes;

    PingPolicy(Duration minTime) {
        minNanos = minTime.toNanos();
    }

    /** The server sent headers or data. */
    void sent() {
        strikes = 0;
        pinged = false;
    }

    /** Whether this ping is one too many. */
    boolean exceeded(long nowNanos, boolean hasStreams) {
        long min = hasStreams ? minNanos : IDLE_MIN_NANOS;
        if (pinged && nowNanos - lastPing < min) {
            strikes++;
        }
        pinged = true;
        lastPing = nowNanos;
        return strikes > MAX_STRIKES;
    }
}
