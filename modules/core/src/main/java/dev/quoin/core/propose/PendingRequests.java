package dev.quoin.core.propose;

import dev.quoin.core.answer.Outcome;
import dev.quoin.protocol.error.EtcdError;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The requests of this member that are on their way through the log, by id. A ring of fixed size: an id's low bits are its place, so taking one out costs no
 * search, and when the ring is full further requests are refused. Safe for use by any thread.
 */
public final class PendingRequests {
    private static final int MEMBER_SHIFT = 48;
    private static final int TIME_SHIFT = 8;
    /** A place may be held by a request that is slow; then a few more places are tried before the ring counts as full. */
    private static final int TRIES = 64;
    /** The part of an id that counts. */
    private static final long COUNT = ~(-1L << MEMBER_SHIFT);
    /** Once in so many looks all places are looked at, for a request whose thread stood still between taking a count and taking its place. */
    private static final int FULL_LOOK = 64;

    private final AtomicReferenceArray<@Nullable Pending> ring;
    private final long mask;
    private final long prefix;
    private final AtomicLong sequence;
    /** Everything up to this count was answered when it was last looked at; with the next two, {@link #expire}'s alone. */
    private long settled;

    private long issuedBefore;
    private long looks;
    private long leaderTerm;
    private long lastBefore;

    /**
     * With ids that no other member and no earlier run of this one has used: the member's low 16 bits, then a count that starts with the time.
     *
     * @param capacity how many may be pending, a power of two
     */
    public PendingRequests(long memberId, long wallMillis, int capacity) {
        ring = new AtomicReferenceArray<>(capacity);
        mask = capacity - 1L;
        prefix = memberId << MEMBER_SHIFT;
        sequence = new AtomicLong(wallMillis << TIME_SHIFT);
        settled = sequence.get();
        issuedBefore = settled;
    }

    /**
     * Takes a place.
     *
     * @param deadlineNanos after which {@link #expire} gives it up
     * @return the id, or 0 when too many are pending
     */
    long add(Waiter waiter, long deadlineNanos) {
        for (int i = 0; i < TRIES; i++) {
            long id = prefix | (sequence.incrementAndGet() & COUNT);
            if (ring.compareAndSet(place(id), null, new Pending(id, waiter, deadlineNanos))) {
                return id;
            }
        }
        return 0;
    }

    /** Takes a request out; null when it is not one of those pending here. */
    @Nullable
    public Waiter take(long id) {
        int place = place(id);
        Pending found = ring.get(place);
        return found != null && found.id == id && ring.compareAndSet(place, found, null) ? found.waiter : null;
    }

    /** How many wait now; looks at all places. */
    public int count() {
        int count = 0;
        for (int i = 0; i < ring.length(); i++) {
            count += ring.get(i) == null ? 0 : 1;
        }
        return count;
    }

    /** Whether somebody waits for a request still. */
    boolean isPending(long id) {
        Pending found = ring.get(place(id));
        return found != null && found.id == id;
    }

    /**
     * Gives a request another id, as if it had been added now; its deadline stays.
     *
     * @return the id, or 0 when nobody waits for it any more
     */
    long renew(long id) {
        int place = place(id);
        Pending found = ring.get(place);
        if (found == null || found.id != id || !ring.compareAndSet(place, found, null)) {
            return 0;
        }
        long renewed = add(found.waiter, found.deadlineNanos);
        if (renewed == 0) {
            found.waiter.done(Outcome.of(EtcdError.REQUEST_TOO_MANY_REQUESTS));
        }
        return renewed;
    }

    /**
     * Gives up what is past its deadline: it may still be applied, but nobody waits any more. Looks only at the places taken since the oldest request
     * that was still pending at the last look, so that a member at rest does next to nothing. By one thread.
     */
    public void expire(long nowNanos) {
        long issued = sequence.get();
        boolean all = ++looks % FULL_LOOK == 0 || issued - settled >= ring.length();
        long from = all ? issued - mask : settled + 1;
        long oldest = issued + 1;
        for (long count = from; count <= issued; count++) {
            int place = place(count);
            Pending found = ring.get(place);
            if (found == null) {
                continue;
            }
            if (nowNanos - found.deadlineNanos <= 0) {
                oldest = Math.min(oldest, issued - ((issued - found.id) & COUNT));
            } else if (ring.compareAndSet(place, found, null)) {
                found.waiter.done(Outcome.of(EtcdError.TIMEOUT));
            }
        }
        // A count that was issued a moment ago may not have its place yet.
        settled = Math.min(oldest - 1, issuedBefore);
        issuedBefore = issued;
    }

    /** This member knows the leader of a term now: what is added from now on goes to that one. */
    public synchronized void leaderFound(long term) {
        if (term > leaderTerm) {
            leaderTerm = term;
            lastBefore = sequence.get();
        }
    }

    /**
     * The first entry of a term has been applied: nothing of an earlier leader's log can follow. What was sent to an earlier leader and has not been applied
     * is lost, unless it is still on its way to somebody; so the error says that it is not known.
     */
    public void termBegun(long term) {
        long last;
        synchronized (this) {
            if (term != leaderTerm) {
                return;
            }
            last = lastBefore & COUNT;
        }
        for (int i = 0; i < ring.length(); i++) {
            Pending found = ring.get(i);
            if (found != null && (found.id & COUNT) <= last && ring.compareAndSet(i, found, null)) {
                found.waiter.done(Outcome.of(EtcdError.TIMEOUT_DUE_TO_LEADER_FAIL));
            }
        }
    }

    /** Answers all with an error, at the end. */
    public void failAll(EtcdError error) {
        for (int i = 0; i < ring.length(); i++) {
            Pending found = ring.getAndSet(i, null);
            if (found != null) {
                found.waiter.done(Outcome.of(error));
            }
        }
    }

    private int place(long id) {
        return (int) (id & mask);
    }

    private record Pending(long id, Waiter waiter, long deadlineNanos) {}
}
