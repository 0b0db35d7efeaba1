package dev.quoin.core.lease;

import dev.quoin.core.answer.RequestException;
import dev.quoin.core.store.LeaseKeys;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.protocol.error.EtcdError;

/** Carries out what the log says about leases, alike on all members. Used by the apply thread. */
public final class LeaseWrites {
    /** The longest time to live, in seconds. */
    public static final long MAX_TTL = 9_000_000_000L;

    private final Lessor lessor;
    private final long minTtl;

    /**
     * With the clock to tell of changes.
     *
     * @param minTtl the shortest time to live, in seconds; less is raised to it
     */
    public LeaseWrites(Lessor lessor, long minTtl) {
        this.lessor = lessor;
        this.minTtl = minTtl;
    }

    /**
     * Grants a lease.
     *
     * @return its time to live in seconds
     */
    public long grant(StoreTxn txn, long id, long ttl) {
        if (id == 0) {
            throw new RequestException(EtcdError.LEASE_NOT_FOUND);
        }
        if (ttl > MAX_TTL) {
            throw new RequestException(EtcdError.LEASE_TTL_TOO_LARGE);
        }
        if (LeaseTable.find(txn.backend(), id) != null) {
            throw new RequestException(EtcdError.LEASE_EXIST);
        }
        LeaseTable.Row row = new LeaseTable.Row(id, Math.max(ttl, minTtl), 0);
        LeaseTable.put(txn.tables(), row);
        lessor.granted(row);
        return row.ttlSeconds();
    }

    /** Ends a lease; the keys that hang on it are deleted, all in one revision. */
    public void revoke(StoreTxn txn, long id) {
        if (LeaseTable.find(txn.backend(), id) == null) {
            throw new RequestException(EtcdError.LEASE_NOT_FOUND);
        }
        LeaseKeys.of(txn.backend(), id).forEach(txn::delete);
        LeaseTable.delete(txn.tables(), id);
        lessor.revoked(id);
    }

    /** Notes what is left of a lease; one that is gone is no error, it may have ended meanwhile. */
    public void checkpoint(StoreTxn txn, long id, long remainingSeconds) {
        LeaseTable.Row row = LeaseTable.find(txn.backend(), id);
        if (row != null) {
            LeaseTable.put(txn.tables(), new LeaseTable.Row(id, row.ttlSeconds(), remainingSeconds));
            lessor.noted(id, remainingSeconds);
        }
    }
}
