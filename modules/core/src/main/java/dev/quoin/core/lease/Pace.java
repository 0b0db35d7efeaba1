package dev.quoin.core.lease;

/** How fast a leader ends leases; times in nanoseconds. */
final class Pace {
    static final long SECOND = 1_000_000_000L;
    /** The time between two looks at what is due. */
    static final long TICK = SECOND / 2;
    /** How many revocations a tick may propose; the rest wait for the next. */
    static final int REVOKES_A_TICK = 500;

    private Pace() {}
}
