package dev.quoin.api.storage;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A consistent point in time. Used by one thread at a time, not necessarily the one that opened it. Never blocks the writer, and is
 * never blocked by it.
 *
 * <p>Memory: a returned buffer is read-only by contract and shows the engine's memory where possible. It is valid until the next call on the
 * same view or cursor, and no longer than the view. Its position is 0 and its limit the length.
 */
public interface ReadView extends AutoCloseable {
    /** The value of a key, or null where there is none. */
    @Nullable
    ByteBuffer get(Table table, byte[] key);

    /**
     * A cursor over the keys from {@code from} (inclusive) to {@code to} (exclusive), not yet on any record. A view may have several.
     *
     * @param from the lower bound, or null for none
     * @param to the upper bound, or null for none
     */
    Cursor cursor(Table table, byte @Nullable [] from, byte @Nullable [] to);

    /**
     * A cursor as {@link #cursor} gives it, for going once over more than is worth keeping in memory: what it reads from the disk should not take the place of
     * other things in the engine's caches. An engine without caches of its own need not tell the two apart.
     */
    default Cursor sweep(Table table, byte @Nullable [] from, byte @Nullable [] to) {
        return cursor(table, from, to);
    }

    /** Ends the view; its cursors are closed first. May be repeated. */
    @Override
    void close();
}
