package dev.quoin.testkit.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks that no lease ends before its time, and that no lease is renewed after its end. The time is what the grant and
 * each renewal promised, counted from when they were asked for. A lease that a client asked to end may end at any time.
 */
public final class LeaseHistory {
    private static final double NANOS = 1e9;
    private static final long SECOND = 1_000_000_000L;

    private final Violations violations;
    private final Map<Long, Long> promised = new HashMap<>();
    private final Map<Long, Long> ended = new HashMap<>();
    private final Set<Long> revoked = new HashSet<>();

    /** Begins without leases. */
    public LeaseHistory(Violations violations) {
        this.violations = violations;
    }

    /** A client is about to ask for a lease's end. */
    public void revoking(long lease) {
        revoked.add(lease);
    }

    /** A client was promised a lease of so many seconds by an answer to what it asked for at a time. */
    public void promised(long lease, long askedAt, long ttlSeconds) {
        long until = askedAt + ttlSeconds * SECOND;
        promised.merge(lease, until, Math::max);
        Long end = ended.get(lease);
        if (end != null) {
            check(lease, end, until);
            violations.require(
                    end >= askedAt,
                    () -> "lease " + Long.toHexString(lease) + " was promised at " + askedAt / NANOS
                            + " s, but ended at " + end / NANOS + " s");
        }
    }

    /** The end of a lease was applied by the first member. */
    public void ended(long lease, long now) {
        if (ended.putIfAbsent(lease, now) == null) {
            Long until = promised.get(lease);
            if (until != null) {
                check(lease, now, until);
            }
        }
    }

    /** Returns the number of leases that ended although no client asked for that. */
    public long expired() {
        return ended.keySet().stream().filter(lease -> !revoked.contains(lease)).count();
    }

    /** Returns the time at which a lease ended, or null. */
    public @Nullable Long endOf(long lease) {
        return ended.get(lease);
    }

    private void check(long lease, long end, long until) {
        violations.require(
                end >= until || revoked.contains(lease),
                () -> "lease " + Long.toHexString(lease) + " ended at " + end / NANOS + " s, promised until "
                        + until / NANOS + " s");
    }
}
