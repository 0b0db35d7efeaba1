package dev.quoin.core.bbolt;

/** The numbers of the format. All integers in a file are little-endian. */
final class Format {
    static final int MAGIC = 0xED0CDAED;
    static final int VERSION = 2;

    /** The page size that is written; what is read says its own. */
    static final int PAGE_SIZE = 4096;

    static final int MIN_PAGE_SIZE = 1024;
    static final int MAX_PAGE_SIZE = 1 << 16;

    /** Id (8), flags (2), count (2), overflow (4). */
    static final int PAGE_HEADER = 16;
    /** Before each key of a branch: offset, key size, child. Of a leaf: flags, offset, key size, value size. */
    static final int ELEMENT = 16;
    /** The value of a bucket's entry begins with root (8) and sequence (8). */
    static final int BUCKET_HEADER = 16;

    static final int META_SIZE = 64;
    static final int META_PAGES = 2;

    static final int BRANCH = 0x01;
    static final int LEAF = 0x02;
    static final int META = 0x04;
    static final int FREELIST = 0x10;

    /** The flag of a leaf element whose value is a bucket. */
    static final int BUCKET = 0x01;

    /** In place of the free list's page: there is none, and whoever writes has to find the free pages by a walk. */
    static final long NO_FREELIST = -1L;
    /** A free list with so many ids or more has their number in its first eight bytes. */
    static final int MANY = 0xFFFF;

    /** Deeper trees than this are damage: bbolt's have two entries to a page at least. */
    static final int MAX_DEPTH = 64;

    private Format() {}
}
