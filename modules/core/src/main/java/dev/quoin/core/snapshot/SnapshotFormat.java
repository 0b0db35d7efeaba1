package dev.quoin.core.snapshot;

/**
 * The stream's format, which {@code docs/formats/member-snapshot.md} describes: a header, rows table by table, an end with a checksum. Numbers are
 * big-endian.
 */
final class SnapshotFormat {
    /** The first four bytes: {@code QNSS}. */
    static final int MAGIC = 0x514E5353;

    static final int VERSION = 1;
    static final int HEADER_SIZE = 2 * Integer.BYTES;
    /** Before each row: a byte with the table's ordinal plus one, four bytes of key size, four bytes of value size. */
    static final int ROW_HEAD_SIZE = 1 + 2 * Integer.BYTES;
    /** In the place of a table: no more rows; eight bytes of row count and four of CRC-32C over all before it follow. */
    static final byte END = 0;

    static final int END_SIZE = 1 + Long.BYTES + Integer.BYTES;
    /** A row larger than this can not be genuine. */
    static final int MAX_ROW = 1 << 30;

    private SnapshotFormat() {}
}
