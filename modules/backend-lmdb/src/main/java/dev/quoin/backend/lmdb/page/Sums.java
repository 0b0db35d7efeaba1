package dev.quoin.backend.lmdb.page;

import dev.quoin.backend.support.AlternatingMark;
import dev.quoin.backend.support.AlternatingMark.Mark;
import dev.quoin.backend.support.StorageErrors;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file PAGE-SUMS: a CRC-32C for each page of the data file, and a stamp. The stamp says for which transaction the
 * sums hold, and has the checksum of that transaction's meta page. It is written after the sums are durable, in two
 * slots by turns.
 */
public final class Sums implements AutoCloseable {
    public static final String NAME = "PAGE-SUMS";

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long MAGIC = 0x51756f696e4c4d44L; // "QuoinLMD"
    private static final int FORMAT = 1;
    private static final int ARRAY = AlternatingMark.BYTES;
    private static final long STEP = 1L << 20;

    private final Path file;
    private final FileChannel channel;
    private final AlternatingMark stamps;
    private volatile MemorySegment map;
    private long txnId = -1;
    private int metaCrc;

    private Sums(Path file, FileChannel channel, MemorySegment map) {
        this.file = file;
        this.channel = channel;
        this.stamps = new AlternatingMark(file, channel, MAGIC, FORMAT);
        this.map = map;
    }

    /** Opens the sums of a store, or makes them when there are none yet. */
    public static Sums open(Path directory) {
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
        Mark stamp = stamps.read();
        if (stamp != null) {
            txnId = stamp.number();
            metaCrc = (int) (stamp.value() >>> Integer.SIZE);
        }
        if (channel.size() > ARRAY) {
            remap(channel.size());
        }
    }

    /** The transaction that the sums hold for, -1 when there is none. */
    public long txnId() {
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
    public void grow(long pages) {
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
    public void stamp(long txnId, int metaCrc) {
        try {
            if (map.byteSize() > 0) {
                map.force();
            }
            channel.force(true);
            stamps.write(new Mark(txnId, (long) metaCrc << Integer.SIZE));
        } catch (IOException e) {
            throw StorageErrors.of(file, e);
        }
        this.txnId = txnId;
        this.metaCrc = metaCrc;
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
