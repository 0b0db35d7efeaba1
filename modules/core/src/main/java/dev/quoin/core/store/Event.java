package dev.quoin.core.store;

import org.jspecify.annotations.Nullable;

/**
 * A change of one key.
 *
 * @param deletion whether the key was deleted
 * @param key the user key
 * @param record the new version as an encoded KeyValue; for a deletion one with only key and revision
 * @param previous the version before, or null where there was none
 */
public record Event(boolean deletion, byte[] key, byte[] record, byte @Nullable [] previous) {
    /** Whether the key did not exist before. */
    public boolean isCreation() {
        return !deletion && previous == null;
    }

    /** The bytes this holds in memory, about. */
    public int footprint() {
        return 64 + key.length + record.length + (previous == null ? 0 : previous.length);
    }
}
