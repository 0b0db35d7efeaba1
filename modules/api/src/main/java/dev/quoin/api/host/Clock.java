package dev.quoin.api.host;

/**
 * The two clocks of a host.
 *
 * <p>Thread: any thread may call any method.
 */
public interface Clock {
    /**
     * Returns nanoseconds on a clock that never goes back. Only the difference between two readings means something.
     */
    long nanoTime();

    /** Returns milliseconds since 1970 in UTC. This clock may jump. */
    long wallMillis();
}
