package dev.quoin.consensus.raft.wal;

import java.util.zip.CRC32C;

/** The fixed part of a record: where its fields lie, and how they are checked before the length is believed. */
final class RecordHeader {
    static final int BYTES = 16;

    static final int CRC_AT = 0;
    static final int LENGTH_AT = 4;
    static final int EPOCH_AT = 8;
    static final int TYPE_AT = 12;
    static final int FLAGS_AT = 13;
    static final int CHECK_AT = 14;

    /** An entry's type is this plus the code of the entry type. */
    static final byte ENTRY = 1;

    static final byte LAST_ENTRY_TYPE = 3;
    static final byte HARD_STATE = 16;
    static final byte START = 17;

    /** The writer syncs right after this record, and counts the epoch up when that has succeeded. */
    static final byte FLAG_SYNC_FOLLOWS = 1;

    /** Index and term in front of an entry's data. */
    static final int ENTRY_PREFIX = 16;

    private RecordHeader() {}

    static boolean isEntry(byte type) {
        return type >= ENTRY && type <= LAST_ENTRY_TYPE;
    }

    static boolean isKnown(byte type) {
        return isEntry(type) || type == HARD_STATE || type == START;
    }

    /**
     * What belongs into the check field of a header.
     *
     * @param crc has taken in the fields from the length on to the check
     * @param salt of the segment, so that a copy of another log does not pass
     */
    static short check(CRC32C crc, int salt) {
        int value = (int) crc.getValue() ^ salt;
        return (short) (value ^ (value >>> 16));
    }
}
