package dev.quoin.testkit.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * No lease ends before its time: neither before what was promised when it was granted, nor before what each renewal
 * promised, counted from when it was asked for. One whose end a client asked for may end at any time. None that has
 * ended is renewed.
 */
public final class LeaseHistory {
    private static final double NANOS = 1e9;
    private static final long SECOND = 1_000_000_000L;

    private final Violations violations;
    private final Map<Long, Long> promised = new HashMap<>();
    private final Map<Long, Long> ended = new HashMap<>();
    private final Set<Long> revoked = new HashSet<>();

    /** Without leases. */
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

    /** How many leases ended although no client asked for that. */
    public long expired() {
        return ended.keySet().stream().filter(lease -> !revoked.contains(lease)).count();
    }

    /** When a lease ended, or null. */
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
