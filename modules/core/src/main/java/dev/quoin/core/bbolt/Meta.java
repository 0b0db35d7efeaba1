package dev.quoin.core.bbolt;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The content of a meta page, which says where everything else is.
 *
 * @param pageSize of the whole file
 * @param root the page of the root bucket
 * @param sequence the root bucket's counter
 * @param freelist the page of the free list, or {@link Format#NO_FREELIST}
 * @param pages how many pages are in use or free; ids are below it
 * @param txid the transaction that wrote it; of the two meta pages the one with the higher id counts
 */
record Meta(int pageSize, long root, long sequence, long freelist, long pages, long txid) {
    private static final int CHECKSUM_AT = Format.META_SIZE - Long.BYTES;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** What was found where a meta page ought to be: a meta page, or the reason why it is none. */
    record Found(@Nullable Meta meta, String problem) {}

    /** Reads the content of a meta page, which begins behind the page header. */
    static Found read(ByteBuffer body) {
        if (body.remaining() < Format.META_SIZE) {
            return new Found(null, "the file ends in it");
        }
        int at = body.position();
        int magic = body.getInt(at);
        if (magic == Integer.reverseBytes(Format.MAGIC)) {
            return new Found(null, "was written by a big-endian machine; expected little-endian");
        }
        if (magic != Format.MAGIC) {
            return new Found(null, "magic is " + hex(magic) + ", expected " + hex(Format.MAGIC));
        }
        if (body.getInt(at + 4) != Format.VERSION) {
            return new Found(null, "version is " + body.getInt(at + 4) + ", expected " + Format.VERSION);
        }
        long checksum = checksum(body, at);
        if (body.getLong(at + CHECKSUM_AT) != checksum) {
            return new Found(
                    null, "checksum is " + hex(body.getLong(at + CHECKSUM_AT)) + ", expected " + hex(checksum));
        }
        int pageSize = body.getInt(at + 8);
        if (pageSize < Format.MIN_PAGE_SIZE || pageSize > Format.MAX_PAGE_SIZE || Integer.bitCount(pageSize) != 1) {
            return new Found(null, "page size is " + pageSize + ", expected a power of two from 1024 to 65536");
        }
        return new Found(
                new Meta(
                        pageSize,
                        body.getLong(at + 16),
                        body.getLong(at + 24),
                        body.getLong(at + 32),
                        body.getLong(at + 40),
                        body.getLong(at + 48)),
                "");
    }

    /** Writes the content of a meta page at a buffer's position. */
    void write(ByteBuffer target) {
        int at = target.position();
        target.putInt(Format.MAGIC).putInt(Format.VERSION).putInt(pageSize).putInt(0);
        target.putLong(root).putLong(sequence).putLong(freelist).putLong(pages).putLong(txid);
        target.putLong(checksum(target, at));
    }

    /** FNV-1a over all before the checksum itself. */
    private static long checksum(ByteBuffer body, int from) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < CHECKSUM_AT; i++) {
            hash = (hash ^ Byte.toUnsignedLong(body.get(from + i))) * FNV_PRIME;
        }
        return hash;
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    private static String hex(int value) {
        return "0x" + Integer.toHexString(value);
    }
}
