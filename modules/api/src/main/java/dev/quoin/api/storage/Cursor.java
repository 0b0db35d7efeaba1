package dev.quoin.api.storage;

import java.nio.ByteBuffer;

/**
 * Moves over the records of a table within the bounds it was opened with. The moving methods answer whether the cursor stands on a record;
 * when not, {@link #key} and {@link #value} throw {@link IllegalStateException}. Used by the thread that uses its view.
 */
public interface Cursor extends AutoCloseable {
    /** To the first record. */
    boolean first();

    /** To the last record. */
    boolean last();

    /** To the first record whose key is {@code key} or greater. */
    boolean seek(byte[] key);

    /** To the last record whose key is smaller than {@code key}. */
    boolean seekBefore(byte[] key);

    /** To the record after this one; the cursor must stand on one. */
    boolean next();

    /** To the record before this one; the cursor must stand on one. */
    boolean previous();

    /** The key here; valid until the cursor moves or is closed. */
    ByteBuffer key();

    /** The value here; valid until the cursor moves or is closed. */
    ByteBuffer value();

    /**
     * Hands over one value after the other, beginning with that of the record after this one, until the taker has enough or the records end; the cursor must
     * stand on one. For a scan this is cheaper than {@link #next} and {@link #value} in turn: what they check for each record is checked once. An exception of
     * the taker comes through, and leaves the cursor on the record whose value it was.
     *
     * @return whether the cursor stands on a record, which is then the last one taken
     */
    default boolean nextValues(ValueTaker taker) {
        while (next()) {
            if (!taker.take(value())) {
                return true;
            }
        }
        return false;
    }

    /** May be repeated. */
    @Override
    void close();
}
