package dev.quoin.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** When a phase ends: after some time or some requests, whichever comes first. Shared by all clients. */
final class Budget {
    private final AtomicLong taken = new AtomicLong();
    private final long requests;
    private final long endNanos;
    private volatile boolean over;

    Budget(Duration time, long requests) {
        this.requests = requests;
        endNanos = System.nanoTime() + time.toNanos();
    }

    /** Ends the phase now. */
    void end() {
        over = true;
    }

    /** The number of the next request, from 0; -1 when there is none. */
    long take(long now) {
        if (over || now - endNanos >= 0) {
            return -1;
        }
        long number = taken.getAndIncrement();
        return number < requests ? number : -1;
    }
}
