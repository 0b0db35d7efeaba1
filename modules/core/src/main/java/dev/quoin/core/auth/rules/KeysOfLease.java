package dev.quoin.core.auth.rules;

import java.util.List;

/** Looks up which keys hang on a lease. */
@FunctionalInterface
public interface KeysOfLease {
    /** The keys; none for a lease that does not exist. */
    List<byte[]> of(long lease);
}
