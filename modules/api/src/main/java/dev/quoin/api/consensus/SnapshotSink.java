package dev.quoin.api.consensus;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A snapshot coming in. Used by one thread. Until {@link #commit} returns, the old state is what a restart finds. */
public interface SnapshotSink {
    /** Takes what remains in the buffer. */
    void write(ByteBuffer part) throws IOException;

    /** Checks that all is there and puts the new state in place of the old, durably. */
    void commit() throws IOException;

    /** Gives up; the old state stays. */
    void abort();
}
