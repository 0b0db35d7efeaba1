package dev.quoin.core.store;

import java.nio.ByteBuffer;

/** Goes over the keys of a range in ascending order, with each key's version in force at one revision. Used by one thread. */
public interface KeyScan extends AutoCloseable {
    /** To the next key; false at the end. */
    boolean next();

    /** The record here; valid until the next move. */
    ByteBuffer record();

    @Override
    void close();
}
