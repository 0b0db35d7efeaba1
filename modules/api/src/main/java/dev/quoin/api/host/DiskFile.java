package dev.quoin.api.host;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file. Positions and sizes are in bytes. For one thread at a time. */
public interface DiskFile extends AutoCloseable {
    /** Writes all that remains in the buffer at a position. */
    void write(ByteBuffer source, long position) throws IOException;

    /**
     * Reads until the buffer is full or the file ends.
     *
     * @return how many bytes were read; fewer than asked only at the end of the file
     */
    int read(ByteBuffer target, long position) throws IOException;

    /** The size now. */
    long size() throws IOException;

    /** Extends the file with zeros to a size, or cuts it. */
    void setSize(long size) throws IOException;

    /** Makes the content durable (fdatasync: the size too, but not times). After a failure nothing is known of unsynced content. */
    void sync() throws IOException;

    @Override
    void close() throws IOException;
}
