package dev.quoin.consensus.raft.wal;

import dev.quoin.api.host.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Reads a segment through a window of memory that moves along with what is asked for. For one thread. */
final class SegmentInput {
    private static final byte[] ZEROS = new byte[8192];

    private final DiskFile file;
    private final CRC32C crc = new CRC32C();
    private final long size;
    private ByteBuffer window;
    private long windowAt;

    SegmentInput(DiskFile file, int windowBytes) throws IOException {
        this.file = file;
        this.size = file.size();
        this.window = allocate(windowBytes).limit(0);
    }

    long size() {
        return size;
    }

    /** Brings a range that lies within the file into the window, and returns where in {@link #bytes} it begins. */
    int load(long position, int length) throws IOException {
        if (position < windowAt || position + length > windowAt + window.limit()) {
            if (length > window.capacity()) {
                window = allocate(Math.max(length, 2 * window.capacity()));
            }
            window.clear().limit((int) Math.min(window.capacity(), size - position));
            // A file that another process has sealed meanwhile is shorter; what was asked for may be there all the
            // same.
            window.limit(file.read(window, position));
            if (window.limit() < length) {
                window.limit(0);
                throw new IOException("the file became shorter while it was read");
            }
            windowAt = position;
        }
        return (int) (position - windowAt);
    }

    /** What {@link #load} has loaded. Only absolute reads; the next load changes it. */
    ByteBuffer bytes() {
        return window;
    }

    byte[] copy(long position, int length) throws IOException {
        int at = load(position, length);
        byte[] copy = new byte[length];
        window.get(at, copy);
        return copy;
    }

    /** The CRC of a record, given the one before it. */
    int recordCrc(long position, int bodyLength, int previousCrc) throws IOException {
        int at = load(position, RecordHeader.BYTES + bodyLength);
        int stored = window.getInt(at);
        window.putInt(at, previousCrc);
        crc.reset();
        crc.update(window.array(), at, RecordHeader.BYTES + bodyLength);
        window.putInt(at, stored);
        return (int) crc.getValue();
    }

    /** Whether the check field of the header at a position fits the others. */
    boolean headerFits(long position, int salt) throws IOException {
        int at = load(position, RecordHeader.BYTES);
        crc.reset();
        crc.update(window.array(), at + RecordHeader.LENGTH_AT, RecordHeader.CHECK_AT - RecordHeader.LENGTH_AT);
        return RecordHeader.check(crc, salt) == window.getShort(at + RecordHeader.CHECK_AT);
    }

    /** The first position from a given one on whose byte is not zero, or the given end. */
    long skipZeros(long from, long end) throws IOException {
        for (long at = from; at < end; ) {
            int length = (int) Math.min(ZEROS.length, end - at);
            int in = load(at, length);
            int mismatch = Arrays.mismatch(window.array(), in, in + length, ZEROS, 0, length);
            if (mismatch >= 0) {
                return at + mismatch;
            }
            at += length;
        }
        return end;
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
