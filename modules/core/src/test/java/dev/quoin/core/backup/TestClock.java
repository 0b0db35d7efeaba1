package dev.quoin.core.backup;

import dev.quoin.api.host.Clock;

/** A clock that stands still. */
final class TestClock implements Clock {
    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public long wallMillis() {
        return 0;
    }
}
