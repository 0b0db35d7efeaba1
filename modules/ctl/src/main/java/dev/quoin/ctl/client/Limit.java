package dev.quoin.ctl.client;

import java.time.Duration;

/** When a command must be done. Several calls of one command share a limit. */
public final class Limit {
    private final long end;
    private final boolean bounded;

    private Limit(long end, boolean bounded) {
        this.end = end;
        this.bounded = bounded;
    }

    /** From now on. */
    public static Limit in(Duration duration) {
        return new Limit(System.nanoTime() + duration.toNanos(), true);
    }

    /** None: the command goes on until it is told to end. */
    public static Limit none() {
        return new Limit(0, false);
    }

    boolean isBounded() {
        return bounded;
    }

    /** What is left; not more than zero if nothing is. */
    long nanosLeft() {
        return bounded ? end - System.nanoTime() : Long.MAX_VALUE;
    }

    boolean isOver() {
        return nanosLeft() <= 0;
    }
}
