package dev.quoin.api.storage;

import java.nio.ByteBuffer;

/**
 * A cursor over the records of one table, within the bounds that it was opened with. A new cursor stands on no record.
 *
 * <p>The methods that move a cursor return true when it stands on a record afterwards. No move leaves the bounds,
 * whatever key is sought.
 *
 * <p>Thread: a cursor is used by the thread that uses its view, because both count as one.
 *
 * <p>Blocks: a move may read from the disk.
 *
 * <p>Errors: every method but {@link #close} throws
 *
 * <ul>
 *   <li>{@link IllegalStateException} when it needs a record and the cursor stands on none; the cursor can be placed
 *       again afterwards
 *   <li>{@link StorageException} of kind {@code CLOSED} after the end of the cursor, of its view or of the store
 *   <li>{@link StorageException} of kind {@code CORRUPT} or {@code IO} when a file is damaged or cannot be read
 * </ul>
 */
public interface Cursor extends AutoCloseable {
    /** Moves to the first record within the bounds. */
    boolean first();

    /** Moves to the last record within the bounds. */
    boolean last();

    /** Moves to the first record whose key is {@code key} or greater. */
    boolean seek(byte[] key);

    /** Moves to the last record whose key is smaller than {@code key}. */
    boolean seekBefore(byte[] key);

    /** Moves to the record after this one. The cursor must stand on a record. */
    boolean next();

    /** Moves to the record before this one. The cursor must stand on a record. */
    boolean previous();

    /**
     * Returns the key of the record. The cursor must stand on a record.
     *
     * <p>The buffer begins at position 0, and its limit is the length of the key. It stays valid until this cursor
     * moves or is closed: {@link #value}, other cursors and {@link ReadView#get} leave it alone. The caller must not
     * write to it.
     */
    ByteBuffer key();

    /**
     * Returns the value of the record. The cursor must stand on a record.
     *
     * <p>The buffer begins at position 0, and its limit is the length of the value. It stays valid until this cursor
     * moves or is closed: {@link #key}, other cursors and {@link ReadView#get} leave it alone. The caller must not
     * write to it.
     */
    ByteBuffer value();

    /**
     * Moves on record by record, and hands the value of each to a taker. It ends when the taker wants no more, or when
     * the records end. The cursor must stand on a record; that record's own value is not handed over.
     *
     * <p>A scan costs less this way than by {@link #next} and {@link #value} in turn, because an engine can do once
     * what those two do for each record. An exception of the taker is thrown on, and leaves the cursor on the record
     * whose value the taker was given.
     *
     * @return true when the cursor stands on a record afterwards, which is then the one whose value was handed over
     *     last
     */
    default boolean nextValues(ValueTaker taker) {
        while (next()) {
            if (!taker.take(value())) {
                return true;
            }
        }
        return false;
    }

    /** Ends the cursor. Further calls have no effect, and so has a call after the end of the view. */
    @Override
    void close();
}
