package dev.quoin.backend.lmdb.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One of the two meta pages of an LMDB 0.9 file: the page whose number is the transaction's modulo two.
 *
 * @param crc of the bytes that LMDB writes with a commit
 */
public record Meta(int pageSize, Db free, Db main, long lastPage, long txnId, int crc) {
    static final int LENGTH = 152;
    private static final int MAGIC_AT = 16;
    private static final int MAGIC = 0xBEEFC0DE;
    private static final int VERSION = 1;
    private static final int FREE_AT = 40;
    private static final int MAIN_AT = 88;
    private static final int LAST_PAGE_AT = 136;
    private static final int TXN_AT = 144;

    /** The description of a tree in a meta page or in a record of the main tree. */
    public record Db(int depth, long branchPages, long leafPages, long overflowPages, long entries, long root) {
        static final int LENGTH = 48;
        static final long NO_ROOT = -1;
        static final Db EMPTY = new Db(0, 0, 0, 0, 0, NO_ROOT);

        static Db read(ByteBuffer buffer, int at) {
            return new Db(
                    buffer.getShort(at + 6) & 0xffff,
                    buffer.getLong(at + 8),
                    buffer.getLong(at + 16),
                    buffer.getLong(at + 24),
                    buffer.getLong(at + 32),
                    buffer.getLong(at + 40));
        }

        public long pages() {
            return branchPages + leafPages + overflowPages;
        }
    }

    /** Reads the first bytes of a page, or null when they are no meta page. */
    static @Nullable Meta read(ByteBuffer page) {
        ByteBuffer buffer = page.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (buffer.limit() < LENGTH || buffer.getInt(MAGIC_AT) != MAGIC || buffer.getInt(MAGIC_AT + 4) != VERSION) {
            return null;
        }
        CRC32C crc = new CRC32C();
        crc.update(page.duplicate().position(MAGIC_AT).limit(LENGTH));
        return new Meta(
                buffer.getInt(FREE_AT),
                Db.read(buffer, FREE_AT),
                Db.read(buffer, MAIN_AT),
                buffer.getLong(LAST_PAGE_AT),
                buffer.getLong(TXN_AT),
                (int) crc.getValue());
    }
}
