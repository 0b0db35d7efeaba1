package dev.quoin.core.lease;

import java.util.HashMap;
import java.util.Map;

/**
 * Spreads the ends of leases that a new leader takes over. Those that were granted or noted at different times may come to end all at once, which would fill the
 * log with revocations; so when there are many, three quarters of what can be revoked in a second may end in one, as in etcd, and what is beyond that ends in
 * the next second that has room. Ends are only ever put off. Each is placed without looking at the others, so that leases can come in any order, a few at a time.
 */
final class EndSpread {
    /** With fewer leases than can be revoked in a second, nothing can pile up. */
    static final int FEW = Math.toIntExact(Pace.REVOKES_A_TICK * Pace.SECOND / Pace.TICK);

    static final int MOST_A_SECOND = FEW * 3 / 4;

    private final Map<Long, Integer> counts = new HashMap<>();
    /** From a second that is full to a later one, full or not, with none in between that has room. */
    private final Map<Long, Long> later = new HashMap<>();

    private int placed;

    /** Returns when a lease is to end that would end at a time. */
    long place(long end) {
        long second = Math.floorDiv(end, Pace.SECOND);
        boolean few = ++placed <= FEW;
        long free = few ? second : firstFree(second);
        int before = counts.merge(free, 1, Integer::sum) - 1;
        if (before + 1 == MOST_A_SECOND) {
            later.put(free, free + 1);
        }
        return free == second ? end : free * Pace.SECOND + before * Pace.SECOND / MOST_A_SECOND;
    }

    private long firstFree(long second) {
        long free = second;
        for (Long next = later.get(free); next != null; next = later.get(free)) {
            free = next;
        }
        // All that were passed lead there from now on, so that a long row of full seconds is not walked again for each
        // lease.
        for (long at = second; at != free; ) {
            Long next = later.put(at, free);
            at = next == null ? free : next;
        }
        return free;
    }
}
