package dev.quoin.backend.support;

import dev.quoin.api.storage.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A small durable record at the beginning of a file: a number that grows with each write, and a value. Two slots of
 * 4096 bytes are written by turns, so a write that is torn by a crash damages one slot and leaves the record before it
 * in the other.
 *
 * <p>A slot holds, big-endian: magic (8 bytes), format (4), number (8), value (8), CRC-32C of these 28 bytes (4).
 *
 * <p>For one thread at a time.
 */
public final class AlternatingMark {
    /** Bytes of the file that the two slots take. */
    public static final int BYTES = 2 * 4096;

    private static final int SLOT = BYTES / 2;
    private static final int CHECKED = 28;
    private static final int LENGTH = 32;

    private final Path file;
    private final FileChannel channel;
    private final long magic;
    private final int format;

    /**
     * A record.
     *
     * @param number grows with each write, and is 0 or more
     * @param value the value
     */
    public record Mark(long number, long value) {}

    /**
     * Keeps its slots in an open file, which stays the caller's to close.
     *
     * @param file the name of the file, for messages
     * @param magic the first bytes of each slot
     * @param format the version of the file's format; another one is refused
     */
    public AlternatingMark(Path file, FileChannel channel, long magic, int format) {
        this.file = file;
        this.channel = channel;
        this.magic = magic;
        this.format = format;
    }

    /**
     * The newest record that is whole, or null when neither is.
     *
     * @throws StorageException of kind CORRUPT when the file has another format
     */
    public @Nullable Mark read() throws IOException {
        Mark even = read(0);
        Mark odd = read(1);
        if (even == null || odd == null) {
            return even == null ? odd : even;
        }
        return even.number() > odd.number() ? even : odd;
    }

    private @Nullable Mark read(int slot) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LENGTH);
        while (buffer.hasRemaining() && channel.read(buffer, (long) slot * SLOT + buffer.position()) > 0) {}
        if (buffer.hasRemaining() || buffer.getLong(0) != magic || buffer.getInt(CHECKED) != crc(buffer)) {
            return null;
        }
        if (buffer.getInt(8) != format) {
            throw StorageErrors.corrupt(
                    file, "format " + buffer.getInt(8) + " is not known to this version, only " + format);
        }
        return new Mark(buffer.getLong(12), buffer.getLong(20));
    }

    /** Writes a record over the older of the two. The record is durable on return. */
    public void write(Mark mark) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LENGTH)
                .putLong(magic)
                .putInt(format)
                .putLong(mark.number())
                .putLong(mark.value());
        buffer.putInt(crc(buffer)).flip();
        long at = (mark.number() & 1) * SLOT;
        while (buffer.hasRemaining()) {
            at += channel.write(buffer, at);
        }
        channel.force(false);
    }

    private static int crc(ByteBuffer buffer) {
        CRC32C crc = new CRC32C();
        crc.update(buffer.array(), 0, CHECKED);
        return (int) crc.getValue();
    }
}
