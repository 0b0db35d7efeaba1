package dev.quoin.testkit.history;

import dev.quoin.protocol.mvcc.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * The change that a revision made to a key.
 *
 * @param revision the revision
 * @param deletion true when the key was deleted
 * @param kv the version that it made; for a deletion only key and mod revision
 * @param previous the version before, or null
 */
public record Change(
        long revision,
        boolean deletion,
        KeyValue kv,
        @Nullable KeyValue previous) {
    /** The key. */
    public String key() {
        return kv.getKey().toStringUtf8();
    }

    @Override
    public String toString() {
        return "revision " + revision + (deletion ? " deletes " : " puts ") + key()
                + (deletion ? "" : " = " + kv.getValue().toStringUtf8());
    }
}
