package dev.quoin.core.etcdwal;

/** The numbers of the format. */
final class WalFormat {
    static final int METADATA = 1;
    static final int ENTRY = 2;
    static final int STATE = 3;
    static final int CRC = 4;
    static final int SNAPSHOT = 5;

    /**
     * In front of each record: its size in the lower seven bytes, in the highest 0x80 and how many bytes of padding
     * follow.
     */
    static final int FRAME = Long.BYTES;

    static final long SIZE_MASK = 0x00FF_FFFF_FFFF_FFFFL;
    static final int PADDED = 0x80;
    static final int ALIGNMENT = 8;

    /** What a disk is assumed to write as a whole or not at all. */
    static final int SECTOR = 512;

    /** A record larger than this can not be genuine. */
    static final int MAX_RECORD = 1 << 30;

    private WalFormat() {}
}
