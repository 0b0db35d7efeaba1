package dev.quoin.core.auth.change;

import dev.quoin.core.auth.state.AuthRows;
import dev.quoin.core.store.StoreTxn;

/** The auth revision as changes raise it. */
final class Revisions {
    private Revisions() {}

    /** Raises it by one. */
    static long next(StoreTxn txn) {
        long next = AuthRows.revision(txn.backend()) + 1;
        AuthRows.revision(txn.tables(), next);
        return next;
    }
}
