package dev.quoin.distribution.host;

import dev.quoin.api.host.Clock;

/** The clocks of the machine. */
final class SystemClock implements Clock {
    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }
}
