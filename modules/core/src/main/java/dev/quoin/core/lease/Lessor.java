package dev.quoin.core.lease;

import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.LeaseCheckpoint;
import dev.quoin.protocol.rpc.LeaseCheckpointRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The clock of the leases, which runs on the leader only: it knows when each ends, has those that have ended revoked through the log, and has noted what is
 * left of those that live long. A new leader takes all leases over in the background, some at a time, with their time begun anew or with what was noted of
 * it, and an election timeout more; until one is taken over it does not end, and one that is asked for is taken over at once. Renewing may be done by any
 * thread.
 */
public final class Lessor implements AutoCloseable {
    private static final int INBOX = 1 << 16;

    private final Host host;
    private final Store store;
    private volatile @Nullable LeaseProposals proposals;
    private final long extendNanos;
    private final Agent agent;
    /** Granted by the batch that is being applied, not yet to be seen in the store; the apply thread's alone. */
    private final Map<Long, LeaseTable.Row> fresh = new LinkedHashMap<>();
    /** Ended by that batch, and to be seen in the store still. */
    private final List<Long> gone = new ArrayList<>();

    private volatile @Nullable Reign reign;
    private final LeaseCounts counts = new LeaseCounts();

    /**
     * Starts the agent.
     *
     * @param extend by how much leases live longer when leadership changes
     */
    public Lessor(Host host, Store store, Duration extend) {
        this.host = host;
        this.store = store;
        this.extendNanos = extend.toNanos();
        this.agent = host.startAgent("lease", INBOX, () -> {});
    }

    /** From now on the way to the log is known; before leadership is won. */
    public void proposeThrough(LeaseProposals way) {
        proposals = way;
    }

    /** Leadership was won or lost; one thread at a time. Never blocks, however many leases there are. */
    public void leading(boolean now) {
        Reign before = reign;
        if (now == (before != null)) {
            return;
        }
        if (before != null) {
            before.end();
            reign = null;
        } else {
            LeaseProposals way = Objects.requireNonNull(proposals, "the log is not open");
            Reign begun = new Reign(host, store, way, agent, extendNanos, counts);
            reign = begun;
            // Later where the agent is far behind: a lease lives a little longer then, never shorter.
            if (!agent.offer(begun::begin)) {
                agent.schedule(Pace.TICK, begun::begin);
            }
        }
    }

    /** Whether this member answers for leases. */
    public boolean isLeading() {
        return reign != null;
    }

    /** How many leases it has taken over, or has seen granted, since it leads. */
    int count() {
        Reign current = reign;
        return current == null ? 0 : current.count();
    }

    /** What has happened to leases here. */
    public LeaseCounts counts() {
        return counts;
    }

    /** A lease was granted; by the apply thread. */
    void granted(LeaseTable.Row row) {
        counts.granted.increment();
        fresh.put(row.id(), row);
    }

    /**
     * What was granted is in the store now, and what was ended is not; by the apply thread, after each batch. Not before: a reign that begins meanwhile would
     * neither be told of a new lease nor find it in the store, and would find one that has ended and give it its whole time again.
     */
    public void committed() {
        if (fresh.isEmpty() && gone.isEmpty()) {
            return;
        }
        Reign current = reign;
        if (current != null) {
            gone.forEach(current::revoked);
            fresh.values().forEach(current::granted);
        }
        gone.clear();
        fresh.clear();
    }

    /** A lease is no more; by the apply thread. */
    void revoked(long id) {
        counts.revoked.increment();
        fresh.remove(id);
        gone.add(id);
    }

    /** The log has noted what is left of a lease; by the apply thread. */
    void noted(long id, long remainingSeconds) {
        Reign current = reign;
        TimedLease lease = current == null ? null : current.known(id);
        if (lease != null) {
            lease.noted(remainingSeconds);
        }
    }

    /**
     * Begins a lease's time anew. Where something was noted of it, that is taken back through the log first.
     *
     * @param renewed gets its time to live in seconds, or 0 when there is no such lease or it has ended; on this or another thread
     * @param failed gets the error when the note could not be taken back
     */
    public void renew(long id, LongConsumer renewed, Consumer<EtcdError> failed) {
        Reign current = reign;
        TimedLease lease = current == null ? null : current.find(id);
        if (current == null || lease == null || lease.hasEnded(now())) {
            renewed.accept(0);
        } else if (lease.renew(now())) {
            counts.renewed.increment();
            renewed.accept(lease.ttlSeconds);
        } else {
            LeaseCheckpoint nothing =
                    LeaseCheckpoint.newBuilder().setID(id).setRemainingTTL(0).build();
            current.proposals()
                    .checkpoint(
                            LeaseCheckpointRequest.newBuilder()
                                    .addCheckpoints(nothing)
                                    .build(),
                            error -> {
                                lease.endClearing(error == null, now());
                                if (error == null) {
                                    renewed.accept(current.lives(lease) ? lease.ttlSeconds : 0);
                                } else {
                                    failed.accept(error);
                                }
                            });
        }
    }

    /** What is left of a lease in whole seconds; negative where it has ended or does not exist. */
    public long secondsLeft(long id) {
        Reign current = reign;
        TimedLease lease = current == null ? null : current.find(id);
        return lease == null ? -1 : Math.floorDiv(lease.endsAt() - now(), Pace.SECOND);
    }

    /** The ids of all leases, those that end first in front. */
    public static List<Long> list(StoreView view, Lessor lessor) {
        List<LeaseTable.Row> rows = new ArrayList<>();
        LeaseTable.forEach(view.backend(), rows::add);
        rows.sort(Comparator.comparingLong(lessor::endOf));
        return rows.stream().map(LeaseTable.Row::id).toList();
    }

    private long endOf(LeaseTable.Row row) {
        Reign current = reign;
        TimedLease timed = current == null ? null : current.known(row.id());
        return timed == null ? now() + row.secondsLeft() * Pace.SECOND : timed.endsAt();
    }

    private long now() {
        return host.clock().nanoTime();
    }

    @Override
    public void close() {
        agent.close();
    }
}
