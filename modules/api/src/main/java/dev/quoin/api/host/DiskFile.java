package dev.quoin.api.host;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An open file. Positions and sizes are in bytes.
 *
 * <p>Thread: one at a time.
 *
 * <p>Blocks: every method may.
 */
public interface DiskFile extends AutoCloseable {
    /** Writes all that remains in the buffer, at a position. */
    void write(ByteBuffer source, long position) throws IOException;

    /**
     * Reads until the buffer is full or the file ends.
     *
     * @return the number of bytes that were read, which is smaller than the room in the buffer only at the end of the
     *     file
     */
    int read(ByteBuffer target, long position) throws IOException;

    /** Returns the present size. */
    long size() throws IOException;

    /** Cuts the file to a size, or extends it with zeros. */
    void setSize(long size) throws IOException;

    /**
     * Makes the content and the size durable, as fdatasync does; times may be lost. After a failure nobody knows which
     * of the content that was not synced before is on the disk.
     */
    void sync() throws IOException;

    /** Closes the file. Content that was not synced may be lost in a crash. */
    @Override
    void close() throws IOException;
}
