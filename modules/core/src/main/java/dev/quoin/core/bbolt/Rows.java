package dev.quoin.core.bbolt;

import java.nio.ByteBuffer;

/** Rows in ascending order of their keys, on their way into a file. Used by one thread. */
public interface Rows extends AutoCloseable {
    /** Moves to the next row, at first to the first one; false at the end. */
    boolean next();

    /** The row's key, not empty; valid until the next move. */
    ByteBuffer key();

    /** The row's value; valid until the next move. */
    ByteBuffer value();

    @Override
    void close();
}
