package dev.quoin.backend.lmdb.page;

import dev.quoin.backend.support.MovingWindow;
import dev.quoin.backend.support.StorageErrors;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The pages of the data file, in a {@linkplain FileMap map} of our own. A page is compared with its checksum when it is
 * first used, so that nothing is read from a damaged one. For any thread.
 */
public final class Pages {
    public static final int SIZE = 4096;
    static final int HEADER = 16;

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong BIG_LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final java.lang.invoke.VarHandle ARRAY_LONG =
            java.lang.invoke.MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final long LEAST_STEP = 256 << 10;
    private static final int BRANCH = 1;
    private static final int OVERFLOW = 4;
    private static final int FLAGS_AT = 10;
    private static final int LOWER_AT = 12;
    private static final int NODE_HEADER = 8;
    private static final int BIG_DATA = 1;
    private static final int SUB_TREE = 2;

    private final Path file;
    private final Sums sums;
    private final MemorySegment map;
    private long length;
    /** Plain, like the next: readers see a change with the state that they read first. */
    private long count;

    private long[] checked = new long[64];

    public Pages(Path file, MemorySegment map, Sums sums) {
        this.file = file;
        this.map = map;
        this.sums = sums;
        grow(2);
    }

    /** After a transaction: there may be more pages now. */
    public void grow(long pages) {
        int words = (int) (pages / 64 + 1);
        if (words > checked.length) {
            checked = Arrays.copyOf(checked, words + words / 4);
        }
        if (pages * SIZE > length) {
            lengthen(pages * SIZE);
        }
        count = pages;
    }

    /**
     * Extends the file by zeros, which take no space on the disk, so that there is room to grow. LMDB may leave pages
     * at the end unwritten, and nothing behind the end of a file can be read.
     */
    private void lengthen(long needed) {
        long step = Math.max(LEAST_STEP, Long.highestOneBit(needed) / 8);
        try (RandomAccessFile data = new RandomAccessFile(file.toFile(), "rw")) {
            long longer = Math.max(data.length(), (needed + step - 1) / step * step);
            data.setLength(longer);
            // only now: what the file does not have must not be read
            length = longer;
        } catch (IOException e) {
            throw StorageErrors.of(file, e);
        }
    }

    /** Returns where a page lies in the map. The first use of a page compares it with its checksum. */
    long at(long page) {
        if (page < 2 || page >= count) {
            throw StorageErrors.corrupt(file, "a page refers to page " + page + " of " + count);
        }
        long[] words = checked;
        int word = (int) (page >>> 6);
        if ((words[word] & (1L << page)) == 0) {
            if (sum(page) != sums.get(page)) {
                throw StorageErrors.corrupt(file, "page " + page + " does not match its checksum");
            }
            // a bit that is lost to another thread only makes a page be compared again
            words[word] |= 1L << page;
        }
        return page * SIZE;
    }

    /** Returns where a page lies that a transaction has just written, and takes its checksum. */
    long fresh(long page) {
        if (page < 2 || page >= count) {
            throw StorageErrors.corrupt(file, "a page refers to page " + page + " of " + count);
        }
        sums.set(page, sum(page));
        checked[(int) (page >>> 6)] |= 1L << page;
        return page * SIZE;
    }

    /** The checksum of a page as it is now; never 0, which stands for none. */
    private int sum(long page) {
        CRC32C crc = new CRC32C();
        crc.update(map.asSlice(page * SIZE, SIZE).asByteBuffer());
        int value = (int) crc.getValue();
        return value == 0 ? 1 : value;
    }

    boolean isBranch(long at) {
        return (map.get(SHORT, at + FLAGS_AT) & BRANCH) != 0;
    }

    int nodes(long at) {
        return ((map.get(SHORT, at + LOWER_AT) & 0xffff) - HEADER) >>> 1;
    }

    long node(long at, int index) {
        return at + (map.get(SHORT, at + HEADER + index * 2L) & 0xffff);
    }

    public int keyLength(long node) {
        return map.get(SHORT, node + 6) & 0xffff;
    }

    public MemorySegment key(long node) {
        return map.asSlice(node + NODE_HEADER, keyLength(node));
    }

    /** The page below a node of a branch: its low, middle and high sixteen bits. */
    long child(long node) {
        return (map.get(SHORT, node) & 0xffffL)
                | (map.get(SHORT, node + 2) & 0xffffL) << 16
                | (map.get(SHORT, node + 4) & 0xffffL) << 32;
    }

    boolean isSubTree(long node) {
        return (map.get(SHORT, node + 4) & SUB_TREE) != 0;
    }

    boolean isBig(long node) {
        return (map.get(SHORT, node + 4) & BIG_DATA) != 0;
    }

    /** The first of the pages that hold a big value. */
    long bigPage(long node) {
        return map.get(LONG, node + NODE_HEADER + keyLength(node));
    }

    long valueLength(long node) {
        return (map.get(SHORT, node) & 0xffffL) | (map.get(SHORT, node + 2) & 0xffffL) << 16;
    }

    /** Returns the number of pages that a big value takes. */
    long bigPages(long node) {
        return (HEADER + valueLength(node) + SIZE - 1) / SIZE;
    }

    /** Returns the number of pages of a big value, as its first page says. */
    long overflowPages(long at) {
        return (map.get(SHORT, at + LOWER_AT) & 0xffffL) | (map.get(SHORT, at + LOWER_AT + 2) & 0xffffL) << 16;
    }

    public MemorySegment value(long node) {
        return map.asSlice(valueAt(node), valueLength(node));
    }

    /** The value of a node in a window, which is one of these pages'. */
    public ByteBuffer value(long node, MovingWindow window) {
        return window.at(valueAt(node), Math.toIntExact(valueLength(node)));
    }

    /** Reads these pages. */
    public MovingWindow window() {
        return new MovingWindow(map);
    }

    private long valueAt(long node) {
        if (!isBig(node)) {
            return node + NODE_HEADER + keyLength(node);
        }
        long first = bigPage(node);
        long at = at(first);
        if ((map.get(SHORT, at + FLAGS_AT) & OVERFLOW) == 0) {
            throw StorageErrors.corrupt(file, "page " + first + " is not the start of a value");
        }
        for (long page = first + 1; page < first + bigPages(node); page++) {
            at(page);
        }
        return at + HEADER;
    }

    /** Compares unsigned bytes, eight at a time; the shorter key comes first. */
    public int compare(byte[] key, long node) {
        int length = keyLength(node);
        long at = node + NODE_HEADER;
        int common = Math.min(key.length, length);
        int i = 0;
        for (; i + 8 <= common; i += 8) {
            int order = Long.compareUnsigned((long) ARRAY_LONG.get(key, i), map.get(BIG_LONG, at + i));
            if (order != 0) {
                return order;
            }
        }
        for (; i < common; i++) {
            int order = (key[i] & 0xff) - (map.get(ValueLayout.JAVA_BYTE, at + i) & 0xff);
            if (order != 0) {
                return order;
            }
        }
        return key.length - length;
    }

    /** The tree that a record of the main tree describes. */
    Meta.Db subTree(long node) {
        return Meta.Db.read(value(node).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN), 0);
    }

    /** The meta page of the last transaction. */
    public Meta newestMeta() {
        Meta even = meta(0);
        Meta odd = meta(1);
        return odd.txnId() > even.txnId() ? odd : even;
    }

    private Meta meta(long page) {
        Meta meta = Meta.read(map.asSlice(page * SIZE, Meta.LENGTH).asByteBuffer());
        if (meta == null) {
            throw StorageErrors.corrupt(file, "meta page " + page + " is damaged");
        }
        return meta;
    }
}
