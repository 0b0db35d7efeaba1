package dev.quoin.core.bbolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Reads a page and checks it: its id is its place, its kind is known, what it flows over into lies in the file, every
 * key and value lies inside it, and the keys ascend. Reads the table of elements first, so that only bytes that
 * elements name are held.
 */
final class PageReader {
    private static final int MAX_BYTES = 1 << 30;

    private final Path path;
    private final long id;
    private final ByteBuffer head;
    private final long room;

    /**
     * @param head begins with the page header and is long enough for it
     * @param room how many bytes the page has with what it flows over into
     */
    private PageReader(Path path, long id, ByteBuffer head, long room) {
        this.path = path;
        this.id = id;
        this.head = head;
        this.room = room;
    }

    static Page read(PageFile file, long id) throws IOException {
        int pageSize = file.meta().pageSize();
        long position = id * pageSize;
        ByteBuffer first = file.read(position, pageSize);
        if (first.getLong(0) != id) {
            throw new BboltException(
                    file.path(),
                    id,
                    "says that it is page " + Long.toUnsignedString(first.getLong(0)) + ", expected " + id);
        }
        long overflow = Integer.toUnsignedLong(first.getInt(12));
        if (overflow >= file.meta().pages() - id) {
            throw new BboltException(
                    file.path(),
                    id,
                    "flows over into " + overflow + " pages, expected at most "
                            + (file.meta().pages() - id - 1));
        }
        PageReader reader = new PageReader(file.path(), id, first, (overflow + 1) * pageSize);
        int table = reader.tableSize();
        ByteBuffer elements = table <= pageSize ? first : file.read(position, table);
        int size = new PageReader(file.path(), id, elements, reader.room).dataEnd();
        ByteBuffer all = size <= elements.limit() ? elements : file.read(position, size);
        return new PageReader(file.path(), id, all, reader.room).page(overflow);
    }

    /** Reads the page inside an inline bucket, whose id is 0 and which flows over into nothing. */
    static Page inline(Path path, long holder, ByteBuffer bytes) throws BboltException {
        ByteBuffer page = bytes.order(ByteOrder.LITTLE_ENDIAN);
        if (page.limit() < Format.PAGE_HEADER || page.getShort(8) != Format.LEAF) {
            throw new BboltException(path, holder, "has an inline bucket without a leaf, expected one");
        }
        PageReader reader = new PageReader(path, holder, page, page.limit());
        reader.tableSize();
        reader.dataEnd();
        return reader.page(0);
    }

    private int flags() {
        return Short.toUnsignedInt(head.getShort(8));
    }

    private int count() {
        return Short.toUnsignedInt(head.getShort(10));
    }

    /** How many bytes hold the header and the table of elements. */
    private int tableSize() throws BboltException {
        int size = switch (flags()) {
            case Format.LEAF, Format.BRANCH -> Format.PAGE_HEADER + count() * Format.ELEMENT;
            case Format.FREELIST -> Format.PAGE_HEADER + Long.BYTES * Math.max(1, count() == Format.MANY ? 1 : count());
            default ->
                throw damaged(
                        "flags are 0x" + Integer.toHexString(flags()) + ", expected a branch, a leaf or a free list");
        };
        if (size > room) {
            throw damaged("has " + count() + " elements, expected what fits into " + room + " bytes");
        }
        if (flags() == Format.BRANCH && count() == 0) {
            throw damaged("is a branch without elements, expected one or more");
        }
        return size;
    }

    /** Where the last key or value ends. */
    private int dataEnd() throws BboltException {
        if (flags() == Format.FREELIST) {
            return freelistEnd();
        }
        long end = Format.PAGE_HEADER + (long) count() * Format.ELEMENT;
        long table = end;
        for (int i = 0; i < count(); i++) {
            int element = Format.PAGE_HEADER + i * Format.ELEMENT;
            boolean leaf = flags() == Format.LEAF;
            long from = element + Integer.toUnsignedLong(head.getInt(element + (leaf ? 4 : 0)));
            long keySize = Integer.toUnsignedLong(head.getInt(element + (leaf ? 8 : 4)));
            long to = from + keySize + (leaf ? Integer.toUnsignedLong(head.getInt(element + 12)) : 0);
            if (from < table || to > Math.min(room, MAX_BYTES)) {
                throw damaged("element " + i + " lies at bytes " + from + " to " + to + ", expected " + table + " to "
                        + room);
            }
            if (keySize == 0) {
                throw damaged("element " + i + " has an empty key, expected one or more bytes");
            }
            end = Math.max(end, to);
        }
        return (int) end;
    }

    private int freelistEnd() throws BboltException {
        long ids = count() == Format.MANY ? head.getLong(Format.PAGE_HEADER) : count();
        long size = ids < 0 || ids > MAX_BYTES
                ? Long.MAX_VALUE
                : Format.PAGE_HEADER + Long.BYTES * (ids + (count() == Format.MANY ? 1 : 0));
        if (size > Math.min(room, MAX_BYTES)) {
            throw damaged(
                    "lists " + Long.toUnsignedString(ids) + " free pages, expected what fits into " + room + " bytes");
        }
        return (int) Math.max(size, Format.PAGE_HEADER + Long.BYTES);
    }

    private Page page(long overflow) throws BboltException {
        Page page = new Page(id, flags(), count(), overflow, head);
        if (flags() != Format.FREELIST) {
            for (int i = 1; i < page.count(); i++) {
                if (Bytes.compare(page.key(i - 1), page.key(i)) >= 0) {
                    throw damaged("key " + i + " is not greater than the one before, expected keys that ascend");
                }
            }
        }
        return page;
    }

    private BboltException damaged(String what) {
        return new BboltException(path, id, what);
    }
}
