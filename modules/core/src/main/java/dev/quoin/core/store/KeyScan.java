package dev.quoin.core.store;

import dev.quoin.api.storage.ValueTaker;
import java.nio.ByteBuffer;

/** Goes over the keys of a range in ascending order, with each key's version in force at one revision. Used by one thread. */
public interface KeyScan extends AutoCloseable {
    /** To the next key; false at the end. */
    boolean next();

    /**
     * Hands over the records behind this one, or from the first, until the taker has enough or they end.
     *
     * @return whether the scan stands on a record, which is then the last one taken
     * @see dev.quoin.api.storage.Cursor#nextValues
     */
    default boolean nextRecords(ValueTaker taker) {
        while (next()) {
            if (!taker.take(record())) {
                return true;
            }
        }
        return false;
    }

    /** The record here; valid until the next move. */
    ByteBuffer record();

    @Override
    void close();
}
