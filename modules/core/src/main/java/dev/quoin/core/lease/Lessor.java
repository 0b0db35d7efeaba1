package dev.quoin.core.lease;

import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.LeaseCheckpoint;
import dev.quoin.protocol.rpc.LeaseCheckpointRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The clock of the leases, which runs on the leader only: it knows when each ends, has those that have ended revoked through the log, and has noted what is
 * left of those that live long. A new leader takes all leases over in the background, some at a time, with their time begun anew or with what was noted of
 * it; until one is taken over it does not end, and one that is asked for is taken over at once. Renewing may be done by any thread; the queue of ends is the
 * agent's alone.
 */
public final class Lessor implements AutoCloseable {
    private static final int INBOX = 1 << 16;
    private static final long SECOND = 1_000_000_000L;
    private static final long TICK = SECOND / 2;
    /** How many revocations a tick may propose; the rest wait for the next. */
    private static final int REVOKES_A_TICK = 500;
    /** A revocation that was lost is proposed again after this. */
    private static final long RETRY = 3 * SECOND;
    /** A step takes some milliseconds, between which grants and ends are seen to. */
    private static final int TAKEN_OVER_A_STEP = 5000;

    private final Host host;
    private final Store store;
    private final LeaseProposals proposals;
    private final Checkpoints checkpoints;
    private final Agent agent;
    private final ConcurrentHashMap<Long, TimedLease> leases = new ConcurrentHashMap<>();
    private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparingLong(Due::at));
    /** Counted up whenever leadership is won or lost; odd while this member leads. Written by one thread at a time. */
    private volatile long reign;

    private record Due(TimedLease lease, long at) {}

    /** Starts the agent. */
    public Lessor(Host host, Store store, LeaseProposals proposals) {
        this.host = host;
        this.store = store;
        this.proposals = proposals;
        this.checkpoints = new Checkpoints(proposals);
        this.agent = host.startAgent("lease", INBOX, () -> {});
    }

    /** Leadership was won or lost; one thread at a time. Never blocks, however many leases there are. */
    public void leading(boolean now) {
        if (isLeading() != now) {
            long begun = reign + 1;
            reign = begun;
            post(() -> begin(begun));
        }
    }

    /** Whether this member answers for leases. */
    public boolean isLeading() {
        return isLeading(reign);
    }

    private static boolean isLeading(long reign) {
        return reign % 2 == 1;
    }

    /** What was begun under an earlier reign is void; a lease that was granted under this one already is not. */
    private void begin(long begun) {
        if (reign != begun) {
            return;
        }
        leases.values().removeIf(lease -> lease.reign != begun);
        queue.removeIf(due -> due.lease.reign != begun);
        checkpoints.keep(begun);
        if (isLeading(begun)) {
            takeOver(begun, null);
            tick(begun);
        }
    }

    private void takeOver(long begun, byte @Nullable [] from) {
        if (reign != begun) {
            return;
        }
        byte[] next;
        try (StoreView view = store.openView()) {
            next = LeaseTable.forSome(view.backend(), from, TAKEN_OVER_A_STEP, row -> takeOver(row, begun));
        }
        if (next != null) {
            agent.schedule(0, () -> takeOver(begun, next));
        }
    }

    private void takeOver(LeaseTable.Row row, long begun) {
        TimedLease lease = new TimedLease(row, begun, now());
        if (adopt(lease) == lease) {
            track(lease);
        }
    }

    /** Returns the one that counts: this one, or one that was there before under the same reign. */
    private TimedLease adopt(TimedLease lease) {
        return leases.merge(lease.id, lease, (old, fresh) -> old.reign == fresh.reign ? old : fresh);
    }

    private void track(TimedLease lease) {
        queue.add(new Due(lease, lease.endsAt()));
        checkpoints.add(lease, now());
    }

    /** A lease was granted; by the apply thread. */
    void granted(LeaseTable.Row row) {
        long current = reign;
        if (isLeading(current)) {
            TimedLease lease = new TimedLease(row, current, now());
            leases.put(row.id(), lease);
            post(() -> track(lease));
        }
    }

    /** A lease is no more; by the apply thread. */
    void revoked(long id) {
        leases.remove(id);
    }

    /** The log has noted what is left of a lease; by the apply thread. */
    void noted(long id, long remainingSeconds) {
        TimedLease lease = leases.get(id);
        if (lease != null) {
            lease.noted(remainingSeconds);
        }
    }

    private void tick(long begun) {
        if (reign != begun) {
            return;
        }
        long now = now();
        int revoked = 0;
        while (!queue.isEmpty() && queue.element().at - now <= 0 && revoked < REVOKES_A_TICK) {
            revoked += end(queue.remove().lease, now) ? 1 : 0;
        }
        checkpoints.tick(now, this::lives);
        agent.schedule(TICK, () -> tick(begun));
    }

    private boolean lives(TimedLease lease) {
        return leases.get(lease.id) == lease;
    }

    private boolean end(TimedLease lease, long now) {
        boolean ended = lease.hasEnded(now);
        if (!lives(lease) || ended && isGone(lease)) {
            return false;
        }
        queue.add(new Due(lease, ended ? now + RETRY : lease.endsAt()));
        if (ended) {
            proposals.revoke(lease.id, () -> isLeading() && lives(lease) && lease.hasEnded(now()));
        }
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
            agent.schedule(TICK, task);
        }
    }

    /**
     * Begins a lease's time anew. Where something was noted of it, that is taken back through the log first.
     *
     * @param renewed gets its time to live in seconds, or 0 when there is no such lease or it has ended; on this or another thread
     * @param failed gets the error when the note could not be taken back
     */
    public void renew(long id, LongConsumer renewed, Consumer<EtcdError> failed) {
        TimedLease lease = lookUp(id);
        if (lease == null || lease.hasEnded(now())) {
            renewed.accept(0);
        } else if (lease.renew(now())) {
            renewed.accept(lease.ttlSeconds);
        } else {
            LeaseCheckpoint nothing =
                    LeaseCheckpoint.newBuilder().setID(id).setRemainingTTL(0).build();
            proposals.checkpoint(
                    LeaseCheckpointRequest.newBuilder().addCheckpoints(nothing).build(), error -> {
                        lease.endClearing(error == null, now());
                        if (error == null) {
                            renewed.accept(lives(lease) ? lease.ttlSeconds : 0);
                        } else {
                            failed.accept(error);
                        }
                    });
        }
    }

    /** What is left of a lease in whole seconds; negative where it has ended or does not exist. */
    public long secondsLeft(long id) {
        TimedLease lease = lookUp(id);
        return lease == null ? -1 : Math.floorDiv(lease.endsAt() - now(), SECOND);
    }

    /** One that has not been taken over yet is taken over now. */
    private @Nullable TimedLease lookUp(long id) {
        long current = reign;
        TimedLease known = leases.get(id);
        if (known != null && known.reign == current || !isLeading(current)) {
            return known;
        }
        try (StoreView view = store.openView()) {
            LeaseTable.Row row = LeaseTable.find(view.backend(), id);
            if (row == null) {
                return null;
            }
            TimedLease fresh = new TimedLease(row, current, now());
            TimedLease counts = adopt(fresh);
            if (counts == fresh) {
                post(() -> track(fresh));
            }
            return counts;
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
        TimedLease timed = leases.get(row.id());
        return timed == null ? now() + row.secondsLeft() * SECOND : timed.endsAt();
    }

    private long now() {
        return host.clock().nanoTime();
    }

    @Override
    public void close() {
        agent.close();
    }
}
