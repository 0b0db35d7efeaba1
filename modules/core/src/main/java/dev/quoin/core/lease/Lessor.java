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
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The clock of the leases, which runs on the leader only: it knows when each ends, and has those that have ended revoked through the log. A new leader
 * takes all leases over with their time begun anew, in the background; until one is taken over it does not end. Renewing touches one number and
 * may be done by any thread; the queue of ends is the agent's alone.
 */
public final class Lessor implements AutoCloseable {
    private static final int INBOX = 1 << 16;
    private static final long SECOND = 1_000_000_000L;
    private static final long TICK = SECOND / 2;
    /** How many revocations a tick may propose; the rest wait for the next. */
    private static final int REVOKES_A_TICK = 500;
    /** A revocation that was lost is proposed again after this. */
    private static final long RETRY = 3 * SECOND;

    private final Host host;
    private final Store store;
    private final LongConsumer revoke;
    private final Agent agent;
    private final ConcurrentHashMap<Long, Timed> leases = new ConcurrentHashMap<>();
    private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparingLong(Due::at));
    private volatile boolean leading;

    /**
     * Starts the agent.
     *
     * @param revoke proposes to end a lease; called by the agent
     */
    public Lessor(Host host, Store store, LongConsumer revoke) {
        this.host = host;
        this.store = store;
        this.revoke = revoke;
        this.agent = host.startAgent("lease", INBOX, () -> {});
    }

    /** Leadership was won or lost; any thread. */
    public void leading(boolean now) {
        if (leading == now) {
            return;
        }
        leading = now;
        post(now ? this::takeOver : this::forget);
    }

    /** Whether this member answers for leases. */
    public boolean isLeading() {
        return leading;
    }

    private void takeOver() {
        try (StoreView view = store.openView()) {
            LeaseTable.forEach(view.backend(), row -> track(row, row.secondsLeft()));
        }
        agent.schedule(TICK, this::tick);
    }

    private void forget() {
        leases.clear();
        queue.clear();
    }

    /** A lease was granted; by the apply thread. */
    void granted(LeaseTable.Row row) {
        if (leading) {
            Timed timed = timed(row, row.ttlSeconds());
            leases.put(row.id(), timed);
            post(() -> queue.add(new Due(timed, timed.endsAt)));
        }
    }

    /** A lease is no more; by the apply thread. */
    void revoked(long id) {
        leases.remove(id);
    }

    private void track(LeaseTable.Row row, long secondsLeft) {
        Timed timed = timed(row, secondsLeft);
        if (leases.putIfAbsent(row.id(), timed) == null) {
            queue.add(new Due(timed, timed.endsAt));
        }
    }

    private Timed timed(LeaseTable.Row row, long seconds) {
        return new Timed(row.id(), row.ttlSeconds(), host.clock().nanoTime() + seconds * SECOND);
    }

    private void tick() {
        if (!leading) {
            return;
        }
        long now = host.clock().nanoTime();
        int revoked = 0;
        while (!queue.isEmpty() && queue.element().at - now <= 0 && revoked < REVOKES_A_TICK) {
            revoked += end(queue.remove().lease, now) ? 1 : 0;
        }
        agent.schedule(TICK, this::tick);
    }

    private boolean end(Timed lease, long now) {
        if (leases.get(lease.id) != lease) {
            return false;
        }
        long endsAt = lease.endsAt;
        boolean ended = endsAt - now <= 0;
        queue.add(new Due(lease, ended ? now + RETRY : endsAt));
        if (ended) {
            revoke.accept(lease.id);
        }
        return ended;
    }

    private void post(Runnable task) {
        if (!agent.offer(task)) {
            // The agent is far behind; the lease is found again when the leader next takes over. It outlives its time,
            // never falls short of it.
            agent.schedule(TICK, task);
        }
    }

    /**
     * Begins a lease's time anew.
     *
     * @return its time to live in seconds, or 0 when there is no such lease or it has ended
     */
    public long renew(long id) {
        Timed lease = lookUp(id);
        long now = host.clock().nanoTime();
        if (lease == null || lease.endsAt - now <= 0) {
            return 0;
        }
        lease.endsAt = now + lease.ttlSeconds * SECOND;
        return lease.ttlSeconds;
    }

    /** What is left of a lease in whole seconds; negative where it has ended or does not exist. */
    public long secondsLeft(long id) {
        Timed lease = lookUp(id);
        return lease == null ? -1 : Math.floorDiv(lease.endsAt - host.clock().nanoTime(), SECOND);
    }

    /** One that has not been taken over yet is taken over now. */
    private @Nullable Timed lookUp(long id) {
        Timed known = leases.get(id);
        if (known != null || !leading) {
            return known;
        }
        try (StoreView view = store.openView()) {
            LeaseTable.Row row = LeaseTable.find(view.backend(), id);
            if (row == null) {
                return null;
            }
            Timed fresh = timed(row, row.secondsLeft());
            Timed raced = leases.putIfAbsent(id, fresh);
            if (raced == null) {
                post(() -> queue.add(new Due(fresh, fresh.endsAt)));
            }
            return raced == null ? fresh : raced;
        }
    }

    /** The ids of all leases, those that end first in front. */
    public static List<Long> list(StoreView view, Lessor lessor) {
        List<LeaseTable.Row> rows = new ArrayList<>();
        LeaseTable.forEach(view.backend(), rows::add);
        rows.sort(Comparator.comparingLong(lessor::endOf));
        return rows.stream().map(LeaseTable.Row::id).toList();
    }

    private long endOf(LeaseTable.Row row) {
        Timed timed = leases.get(row.id());
        return timed == null ? host.clock().nanoTime() + row.secondsLeft() * SECOND : timed.endsAt;
    }

    @Override
    public void close() {
        agent.close();
    }

    private static final class Timed {
        final long id;
        final long ttlSeconds;
        volatile long endsAt;

        Timed(long id, long ttlSeconds, long endsAt) {
            this.id = id;
            this.ttlSeconds = ttlSeconds;
            this.endsAt = endsAt;
        }
    }

    private record Due(Timed lease, long at) {}
}
