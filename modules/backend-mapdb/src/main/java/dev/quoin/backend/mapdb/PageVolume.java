package dev.quoin.backend.mapdb;

import java.io.File;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.mapdb.DBException;
import org.mapdb.DataInput2;
import org.mapdb.volume.Volume;

/** MapDB's view of one state: bytes at offsets, found page by page. Read-only; {@link WritableVolume} adds the rest. */
class PageVolume extends Volume {
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final MemorySegment ZEROS =
            MemorySegment.ofArray(new byte[PageFile.SIZE]).asReadOnly();

    final PageSpace space;
    private final PageTable table;
    private final long length;

    PageVolume(PageSpace space, PageSpace.State state) {
        this.space = space;
        this.table = state.table();
        this.length = state.root().length() * PageFile.SIZE;
    }

    MemorySegment page(long number) {
        return content(table.entry(number));
    }

    final MemorySegment content(long entry) {
        return entry == 0 ? ZEROS : space.read(entry);
    }

    private static int in(long offset) {
        return (int) (offset % PageFile.SIZE);
    }

    @Override
    public long getLong(long offset) {
        if (in(offset) <= PageFile.SIZE - Long.BYTES) {
            return page(offset / PageFile.SIZE).get(LONG, in(offset));
        }
        byte[] bytes = new byte[Long.BYTES];
        getData(offset, bytes, 0, bytes.length);
        return ByteBuffer.wrap(bytes).getLong();
    }

    @Override
    public int getInt(long offset) {
        if (in(offset) <= PageFile.SIZE - Integer.BYTES) {
            return page(offset / PageFile.SIZE).get(INT, in(offset));
        }
        byte[] bytes = new byte[Integer.BYTES];
        getData(offset, bytes, 0, bytes.length);
        return ByteBuffer.wrap(bytes).getInt();
    }

    @Override
    public byte getByte(long offset) {
        return page(offset / PageFile.SIZE).get(ValueLayout.JAVA_BYTE, in(offset));
    }

    @Override
    public DataInput2 getDataInput(long offset, int size) {
        byte[] bytes = new byte[size];
        getData(offset, bytes, 0, size);
        return new DataInput2.ByteArray(bytes);
    }

    @Override
    public void getData(long offset, byte[] target, int position, int size) {
        int done = 0;
        while (done < size) {
            long at = offset + done;
            int part = Math.min(size - done, PageFile.SIZE - in(at));
            MemorySegment.copy(page(at / PageFile.SIZE), ValueLayout.JAVA_BYTE, in(at), target, position + done, part);
            done += part;
        }
    }

    @Override
    public void assertZeroes(long from, long to) {
        for (long at = from; at < to; at++) {
            if (getByte(at) != 0) {
                throw new DBException.DataCorruption("not zero");
            }
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public boolean isSliced() {
        return false;
    }

    @Override
    public int sliceSize() {
        return -1;
    }

    @Override
    public @Nullable File getFile() {
        return null;
    }

    @Override
    public boolean getFileLocked() {
        return false;
    }

    @Override
    public void sync() {
        // the space is committed by its owner
    }

    @Override
    public void close() {
        // the space is closed by its owner
    }

    private static UnsupportedOperationException refusal() {
        return new UnsupportedOperationException("read-only");
    }

    @Override
    public void ensureAvailable(long offset) {
        throw refusal();
    }

    @Override
    public void truncate(long size) {
        throw refusal();
    }

    @Override
    public void putLong(long offset, long value) {
        throw refusal();
    }

    @Override
    public void putInt(long offset, int value) {
        throw refusal();
    }

    @Override
    public void putByte(long offset, byte value) {
        throw refusal();
    }

    @Override
    public void putData(long offset, byte[] source, int position, int size) {
        throw refusal();
    }

    @Override
    public void putData(long offset, ByteBuffer source) {
        throw refusal();
    }

    @Override
    public void clear(long from, long to) {
        throw refusal();
    }
}
