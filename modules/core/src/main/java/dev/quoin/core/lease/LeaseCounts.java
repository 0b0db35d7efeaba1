package dev.quoin.core.lease;

import java.util.concurrent.atomic.LongAdder;

/** How often what has happened to leases on this member. Safe for use by any thread. */
public final class LeaseCounts {
    /** Applied grants. */
    public final LongAdder granted = new LongAdder();
    /** Applied revocations, of whatever reason. */
    public final LongAdder revoked = new LongAdder();
    /** Renewals that this member answered as the leader. */
    public final LongAdder renewed = new LongAdder();
    /** Leases whose time was up while this member led. */
    public final LongAdder expired = new LongAdder();
}
