package dev.quoin.backend.support;

/** Counts calls and the time they took. Written by one thread at a time, read by any. */
public final class Meter {
    private volatile long count;
    private volatile long nanos;

    /** Begins at zero. */
    public Meter() {}

    /** Counts a call that began at this reading of {@link System#nanoTime}. */
    public synchronized void since(long start) {
        count++;
        nanos += System.nanoTime() - start;
    }

    /** Returns the number of calls. */
    public long count() {
        return count;
    }

    /** Returns the time that the calls took, in nanoseconds. */
    public long nanos() {
        return nanos;
    }
}
