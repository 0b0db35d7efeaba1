package dev.quoin.core.lease;

import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The leases while this member leads without a break: taken over from the store in steps, in the background, and at once when one is asked for; then ended when
 * their time is up. The queue of ends is the agent's alone; the leases may be looked at by any thread.
 */
final class Reign {
    /** How many leases a step looks at. It takes some milliseconds, and whatever else the agent has to do is done between two of them. */
    static final int LEASES_A_STEP = 5000;

    /** A revocation that was lost is proposed again after this. */
    private static final long RETRY = 3 * Pace.SECOND;

    private final Host host;
    private final Store store;
    private final LeaseProposals proposals;
    private final Agent agent;
    private final long extendNanos;
    private final LeaseCounts counts;
    private final Checkpoints checkpoints;
    private final ConcurrentHashMap<Long, TimedLease> leases = new ConcurrentHashMap<>();
    private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparingLong(Due::at));
    private @Nullable EndSpread spread = new EndSpread();
    private volatile boolean over;

    private record Due(TimedLease lease, long at) {}

    /** @param extendNanos by how much leases that are taken over live longer, since nobody could renew them during the election */
    Reign(Host host, Store store, LeaseProposals proposals, Agent agent, long extendNanos, LeaseCounts counts) {
        this.host = host;
        this.store = store;
        this.proposals = proposals;
        this.agent = agent;
        this.extendNanos = extendNanos;
        this.counts = counts;
        this.checkpoints = new Checkpoints(proposals);
    }

    /** By the agent. */
    void begin() {
        takeOver(null);
        tick();
    }

    /** Leadership is lost: what was begun comes to nothing. */
    void end() {
        over = true;
    }

    LeaseProposals proposals() {
        return proposals;
    }

    int count() {
        return leases.size();
    }

    private void takeOver(byte @Nullable [] from) {
        EndSpread ends = spread;
        if (over || ends == null) {
            return;
        }
        byte[] next;
        try (StoreView view = store.openView()) {
            next = LeaseTable.forSome(view.backend(), from, LEASES_A_STEP, row -> takeOver(row, ends));
        }
        if (next != null) {
            agent.schedule(0, () -> takeOver(next));
        } else {
            spread = null;
        }
    }

    private void takeOver(LeaseTable.Row row, EndSpread ends) {
        if (!leases.containsKey(row.id())) {
            TimedLease lease = new TimedLease(row, ends.place(extendedEnd(row)));
            if (leases.putIfAbsent(row.id(), lease) == null) {
                track(lease);
            }
        }
    }

    private long extendedEnd(LeaseTable.Row row) {
        return now() + extendNanos + row.secondsLeft() * Pace.SECOND;
    }

    private void track(TimedLease lease) {
        queue.add(new Due(lease, lease.endsAt()));
        checkpoints.add(lease, now());
    }

    /** A lease is in the store that was not before; by the apply thread. */
    void granted(LeaseTable.Row row) {
        TimedLease lease = new TimedLease(row, now() + row.secondsLeft() * Pace.SECOND);
        leases.put(row.id(), lease);
        post(() -> track(lease));
    }

    void revoked(long id) {
        leases.remove(id);
    }

    /** One that was taken over, or granted, or null. */
    @Nullable
    TimedLease known(long id) {
        return leases.get(id);
    }

    /** One that has not been taken over yet is taken over now; null where there is none. */
    @Nullable
    TimedLease find(long id) {
        TimedLease known = leases.get(id);
        if (known != null || over) {
            return known;
        }
        try (StoreView view = store.openView()) {
            LeaseTable.Row row = LeaseTable.find(view.backend(), id);
            if (row == null) {
                return null;
            }
            TimedLease fresh = new TimedLease(row, extendedEnd(row));
            TimedLease there = leases.putIfAbsent(id, fresh);
            if (there == null) {
                post(() -> track(fresh));
            }
            return there == null ? fresh : there;
        }
    }

    boolean lives(TimedLease lease) {
        return !over && leases.get(lease.id) == lease;
    }

    private void tick() {
        endDue(0);
    }

    /** Ends what is due, some at a time: much that is due may have been renewed meanwhile. */
    private void endDue(int revokedBefore) {
        if (over) {
            return;
        }
        long now = now();
        List<LeaseProposals.Ended> ended = new ArrayList<>();
        int looked = 0;
        while (isDue(now) && revokedBefore + ended.size() < Pace.REVOKES_A_TICK && looked++ < LEASES_A_STEP) {
            TimedLease lease = queue.remove().lease;
            if (end(lease, now)) {
                ended.add(new LeaseProposals.Ended(lease.id, () -> lives(lease) && lease.hasEnded(now())));
            }
        }
        if (!ended.isEmpty()) {
            counts.expired.add(ended.size());
            proposals.revoke(ended);
        }
        int revoked = revokedBefore + ended.size();
        if (isDue(now) && revoked < Pace.REVOKES_A_TICK) {
            agent.schedule(0, () -> endDue(revoked));
        } else {
            checkpoints.tick(now, this::lives);
            agent.schedule(Pace.TICK, this::tick);
        }
    }

    private boolean isDue(long now) {
        Due first = queue.peek();
        return first != null && first.at - now <= 0;
    }

    private boolean end(TimedLease lease, long now) {
        boolean ended = lease.hasEnded(now);
        if (!lives(lease) || ended && isGone(lease)) {
            return false;
        }
        queue.add(new Due(lease, ended ? now + RETRY : lease.endsAt()));
        return ended;
    }

    /** One that was taken over just when it was revoked is not in the store any more. */
    private boolean isGone(TimedLease lease) {
        try (StoreView view = store.openView()) {
            return LeaseTable.find(view.backend(), lease.id) == null && leases.remove(lease.id, lease);
        }
    }

    private void post(Runnable task) {
        if (!agent.offer(task)) {
            // The agent is far behind; a lease lives a little longer then, never shorter.
            agent.schedule(Pace.TICK, task);
        }
    }

    private long now() {
        return host.clock().nanoTime();
    }
}
