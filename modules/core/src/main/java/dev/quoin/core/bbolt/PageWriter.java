package dev.quoin.core.bbolt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Gathers the elements of a branch or a leaf and writes its page. Used again and again; what it holds is bounded by the
 * page.
 */
final class PageWriter {
    private byte[] data = new byte[1 << 13];
    private int dataSize;
    private int[] keySizes = new int[64];
    private int[] valueSizes = new int[64];
    private long[] extras = new long[64];
    private int count;

    /** Adds an element of a leaf. */
    void row(int flags, ByteBuffer key, ByteBuffer value) {
        add(key, value, flags);
    }

    /** Adds an element of a branch. */
    void child(ByteBuffer key, long page) {
        add(key, ByteBuffer.allocate(0), page);
    }

    private void add(ByteBuffer key, ByteBuffer value, long extra) {
        if (count == keySizes.length) {
            keySizes = Arrays.copyOf(keySizes, 2 * count);
            valueSizes = Arrays.copyOf(valueSizes, 2 * count);
            extras = Arrays.copyOf(extras, 2 * count);
        }
        keySizes[count] = key.remaining();
        valueSizes[count] = value.remaining();
        extras[count++] = extra;
        append(key);
        append(value);
    }

    private void append(ByteBuffer part) {
        int size = part.remaining();
        if (dataSize + size > data.length) {
            data = Arrays.copyOf(data, Math.max(2 * data.length, dataSize + size));
        }
        part.get(part.position(), data, dataSize, size);
        dataSize += size;
    }

    int count() {
        return count;
    }

    /** What the elements take, without the page header. */
    int size() {
        return dataSize + count * Format.ELEMENT;
    }

    /** The first key; valid until the page is written. */
    ByteBuffer firstKey() {
        return ByteBuffer.wrap(data, 0, keySizes[0]).slice();
    }

    /** The last key; valid until the next element or page. */
    ByteBuffer lastKey() {
        int last = count - 1;
        return ByteBuffer.wrap(data, dataSize - valueSizes[last] - keySizes[last], keySizes[last])
                .slice();
    }

    /** Writes a leaf into as many pages, and begins the next. */
    ByteBuffer leaf(long id, long pages) {
        return write(id, Format.LEAF, pages);
    }

    /** Writes a branch into as many pages, and begins the next. */
    ByteBuffer branch(long id, long pages) {
        return write(id, Format.BRANCH, pages);
    }

    private ByteBuffer write(long id, int flags, long pages) {
        ByteBuffer page = header(id, flags, count, pages);
        int at = Format.PAGE_HEADER + count * Format.ELEMENT;
        int end = at + dataSize;
        for (int i = 0; i < count; i++) {
            int offset = at - page.position();
            if (flags == Format.LEAF) {
                page.putInt((int) extras[i]).putInt(offset).putInt(keySizes[i]).putInt(valueSizes[i]);
            } else {
                page.putInt(offset).putInt(keySizes[i]).putLong(extras[i]);
            }
            at += keySizes[i] + valueSizes[i];
        }
        page.put(data, 0, dataSize);
        if (page.position() != end) {
            throw new IllegalStateException("a page ends at " + page.position() + " and not at " + end);
        }
        count = 0;
        dataSize = 0;
        return page.clear();
    }

    /** A page with its header, at whose body it stands. */
    static ByteBuffer header(long id, int flags, int count, long pages) {
        ByteBuffer page =
                ByteBuffer.allocate(Math.toIntExact(pages * Format.PAGE_SIZE)).order(ByteOrder.LITTLE_ENDIAN);
        return page.putLong(id).putShort((short) flags).putShort((short) count).putInt((int) (pages - 1));
    }
}
