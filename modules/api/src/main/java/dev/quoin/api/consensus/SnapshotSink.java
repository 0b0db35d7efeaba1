package dev.quoin.api.consensus;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Takes a snapshot in. A restart finds the old state until {@link #commit} returns, and the new one afterwards.
 *
 * <p>Thread: the engine's apply thread, which applies nothing meanwhile.
 *
 * <p>Blocks: every method may.
 */
public interface SnapshotSink {
    /**
     * Takes the bytes that remain in the buffer.
     *
     * @throws IOException when the bytes are not what they should be, or the disk refuses; the engine then calls
     *     {@link #abort}
     */
    void write(ByteBuffer part) throws IOException;

    /**
     * Checks that the snapshot is whole, and puts its state in the place of the old one.
     *
     * <p>Durability: the new state is durable on return.
     *
     * @throws IOException when the snapshot is not whole, or the disk refuses; the old state stays
     */
    void commit() throws IOException;

    /** Gives the snapshot up; the old state stays. */
    void abort();
}
