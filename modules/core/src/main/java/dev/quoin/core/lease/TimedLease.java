package dev.quoin.core.lease;

/**
 * A lease whose time runs. What is noted of it in the log counts when another leader takes over; so as long as something is noted, or is about to be, a
 * renewal must take the note back first, or the next leader would end the lease too early.
 */
final class TimedLease {
    final long id;
    final long ttlSeconds;
    private volatile long endsAt;
    private boolean noted;
    private boolean noting;
    private int clearing;

    /** @param endsAt when its time is up unless it is renewed */
    TimedLease(LeaseTable.Row row, long endsAt) {
        this.id = row.id();
        this.ttlSeconds = row.ttlSeconds();
        this.endsAt = endsAt;
        this.noted = row.remainingSeconds() > 0;
    }

    long endsAt() {
        return endsAt;
    }

    boolean hasEnded(long now) {
        return endsAt - now <= 0;
    }

    /** Begins its time anew; false where a note must be taken back first, which has begun then. */
    synchronized boolean renew(long now) {
        if (noted || noting || clearing > 0) {
            clearing++;
            return false;
        }
        endsAt = now + ttlSeconds * Pace.SECOND;
        return true;
    }

    /** The note was taken back, or that has failed. */
    synchronized void endClearing(boolean cleared, long now) {
        clearing--;
        if (cleared) {
            endsAt = now + ttlSeconds * Pace.SECOND;
        }
    }

    /** The whole seconds to be noted now, begun ones counted; 0 where there is nothing to note. */
    synchronized long beginNote(long now) {
        long left = Math.ceilDiv(endsAt - now, Pace.SECOND);
        if (noting || clearing > 0 || left <= 0 || left >= ttlSeconds) {
            return 0;
        }
        noting = true;
        return left;
    }

    /** @param applied false where it is not known whether the note will be applied */
    synchronized void endNote(boolean applied) {
        noting = false;
        noted |= !applied;
    }

    /** The log has noted this. */
    synchronized void noted(long remainingSeconds) {
        noted = remainingSeconds > 0;
    }
}
