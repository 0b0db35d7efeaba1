package dev.quoin.backend.lmdb;

import dev.quoin.api.storage.support.StorageErrors;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The file PAGE-SUMS: a CRC-32C for each page of the data file, and a stamp that says for which transaction they hold, with the checksum of that
 * transaction's meta page. The stamp is written after the sums are durable, in two slots by turns.
 */
final class Sums implements AutoCloseable {
    static final String NAME = "PAGE-SUMS";

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long MAGIC = 0x51756f696e4c4d44L; // "QuoinLMD"
    private static final int FORMAT = 1;
    private static final int SLOT = 4096;
    private static final int ARRAY = 2 * SLOT;
    private static final int STAMP = 32;
    private static final int CHECKED = 28;
    private static final long STEP = 1L << 20;

    private final Path file;
    private final FileChannel channel;
    private volatile MemorySegment map;
    private long txnId = -1;
    private int metaCrc;

    private Sums(Path file, FileChannel channel, MemorySegment map) {
        this.file = file;
        this.channel = channel;
        this.map = map;
    }

    /** Opens the sums of a store, or makes them when there are none yet. */
    static Sums open(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Sums sums = new Sums(file, channel, MemorySegment.NULL);
            try {
                sums.start();
                return sums;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw StorageErrors.of(file, e);
        }
    }

    private void start() throws IOException {
        readStamp(0);
        readStamp(1);
        if (channel.size() > ARRAY) {
            remap(channel.size());
        }
    }

    private void readStamp(int slot) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(STAMP);
        channel.read(buffer, (long) slot * SLOT);
        if (buffer.hasRemaining() || buffer.getLong(0) != MAGIC || buffer.getInt(CHECKED) != crc(buffer)) {
            return;
        }
        if (buffer.getInt(8) != FORMAT) {
            throw StorageErrors.corrupt(
                    file, "format " + buffer.getInt(8) + " is not known to this version, only " + FORMAT);
        }
        if (buffer.getLong(12) > txnId) {
            txnId = buffer.getLong(12);
            metaCrc = buffer.getInt(20);
        }
    }

    /** The transaction that the sums hold for, -1 when there is none. */
    long txnId() {
        return txnId;
    }

    /** The checksum of its meta page. */
    int metaCrc() {
        return metaCrc;
    }

    int get(long page) {
        long at = ARRAY + page * Integer.BYTES;
        MemorySegment now = map;
        return at + Integer.BYTES <= now.byteSize() ? now.get(INT, at) : 0;
    }

    void set(long page, int sum) {
        map.set(INT, ARRAY + page * Integer.BYTES, sum);
    }

    /** Makes room for so many pages. */
    void grow(long pages) {
        long needed = ARRAY + pages * Integer.BYTES;
        if (needed > map.byteSize()) {
            try {
                remap((needed + STEP - 1) / STEP * STEP);
            } catch (IOException e) {
                throw StorageErrors.of(file, e);
            }
        }
    }

    /** The mapping before is left to the collector, because readers may be at it. */
    private void remap(long size) throws IOException {
        map = channel.map(MapMode.READ_WRITE, 0, size, Arena.ofAuto());
    }

    /** Makes the sums durable, and then that they hold for a transaction. */
    void stamp(long txnId, int metaCrc) {
        try {
            if (map.byteSize() > 0) {
                map.force();
            }
            channel.force(true);
            ByteBuffer buffer = ByteBuffer.allocate(STAMP)
                    .putLong(MAGIC)
                    .putInt(FORMAT)
                    .putLong(txnId)
                    .putInt(metaCrc)
                    .putInt(0);
            buffer.putInt(crc(buffer)).flip();
            channel.write(buffer, (txnId & 1) * SLOT);
            channel.force(false);
        } catch (IOException e) {
            throw StorageErrors.of(file, e);
        }
        this.txnId = txnId;
        this.metaCrc = metaCrc;
    }

    private static int crc(ByteBuffer buffer) {
        CRC32C crc = new CRC32C();
        crc.update(buffer.array(), 0, CHECKED);
        return (int) crc.getValue();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw StorageErrors.of(file, e);
        }
    }
}
