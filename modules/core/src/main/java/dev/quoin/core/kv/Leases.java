package dev.quoin.core.kv;

import dev.quoin.core.store.StoreView;

/** What requests on keys need to know of leases. */
@FunctionalInterface
public interface Leases {
    /** Whether a lease exists in the state that a view shows. */
    boolean exists(StoreView view, long lease);
}
