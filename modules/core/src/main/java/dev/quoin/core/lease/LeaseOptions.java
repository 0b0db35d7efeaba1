package dev.quoin.core.lease;

import java.time.Duration;

/**
 * How long leases live.
 *
 * @param minTtl the shortest time to live; less is raised to it, in whole seconds
 */
public record LeaseOptions(Duration minTtl) {
    /** One and a half of the usual election timeout. */
    public static final LeaseOptions DEFAULT = new LeaseOptions(Duration.ofMillis(1500));

    /** The shortest time to live in seconds, rounded up. */
    public long minSeconds() {
        return Math.ceilDiv(minTtl.toNanos(), Pace.SECOND);
    }
}
