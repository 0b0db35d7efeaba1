package dev.quoin.api.storage;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A view of the store at one moment. It shows that moment for as long as it is open, whatever the writer does.
 *
 * <p>Thread: one thread uses a view and its cursors at a time. It need not be the thread that opened the view. An
 * implementation SHOULD detect two threads at once, and throw {@link IllegalStateException}.
 *
 * <p>Blocks: a read may wait for the disk. It never waits for the writer, and the writer never waits for a view.
 *
 * <p>Errors: every method but {@link #close} throws
 *
 * <ul>
 *   <li>{@link IllegalArgumentException} for a table that is not of this store
 *   <li>{@link StorageException} of kind {@code CLOSED} after the end of the view or of the store
 *   <li>{@link StorageException} of kind {@code CORRUPT} or {@code IO} when a file is damaged or cannot be read
 * </ul>
 *
 * <p>After an error of a read, other reads of the view may still succeed. A wrong or missing record is never the
 * answer.
 */
public interface ReadView extends AutoCloseable {
    /**
     * Returns the value of a key, or null when there is none. A key that no record can have (an empty one, or one of
     * more than 65,535 bytes) has no value.
     *
     * <p>The buffer begins at position 0, and its limit is the length of the value. It stays valid until the next
     * {@code get} on this view, and no longer than the view. It shows the engine's memory where that is possible, so
     * the caller must not write to it.
     */
    @Nullable
    ByteBuffer get(Table table, byte[] key);

    /**
     * Opens a cursor over the keys from {@code from} (inclusive) to {@code to} (exclusive). A view may have several
     * cursors. Bounds that leave no room give a cursor without records.
     *
     * @param from the lower bound, or null for none; not kept
     * @param to the upper bound, or null for none; not kept
     */
    Cursor cursor(Table table, byte @Nullable [] from, byte @Nullable [] to);

    /**
     * Opens a cursor as {@link #cursor} does, for one pass over a large range. It shows the same records.
     *
     * <p>An engine with a cache of its own SHOULD keep the blocks that this cursor reads from the disk out of it,
     * because nobody will read them again soon. An engine without a cache need not tell the two apart.
     *
     * @param from the lower bound, or null for none; not kept
     * @param to the upper bound, or null for none; not kept
     */
    default Cursor sweep(Table table, byte @Nullable [] from, byte @Nullable [] to) {
        return cursor(table, from, to);
    }

    /** Ends the view and its cursors. Further calls have no effect. */
    @Override
    void close();
}
