package dev.quoin.api.host;

/** The two clocks. Safe for use by any thread. */
public interface Clock {
    /** Nanoseconds on a clock that never goes back; only differences mean something. */
    long nanoTime();

    /** Milliseconds since 1970 in UTC; may jump. */
    long wallMillis();
}
