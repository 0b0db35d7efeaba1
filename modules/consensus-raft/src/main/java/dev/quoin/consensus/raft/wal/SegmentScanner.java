package dev.quoin.consensus.raft.wal;

import java.io.IOException;

/**
 * Walks through the records of a segment, checking each. Stands still at the first position where there is no valid
 * record.
 */
final class SegmentScanner {
    private final SegmentInput in;
    private final int salt;
    private long next;
    private int crc;
    private long position;
    private int crcBefore;
    private int bodyLength;
    private int epoch;
    private byte type;
    private byte flags;

    /** Begins at a position, before which lies a record with the given checksum. */
    SegmentScanner(SegmentInput in, int salt, long position, int crcBefore) {
        this.in = in;
        this.salt = salt;
        this.next = position;
        this.crc = crcBefore;
    }

    /** Moves on to the next record, if there is a valid one. */
    boolean advance() throws IOException {
        if (next + RecordHeader.BYTES > in.size() || !in.headerFits(next, salt)) {
            return false;
        }
        int at = in.load(next, RecordHeader.BYTES);
        int length = in.bytes().getInt(at + RecordHeader.LENGTH_AT);
        if (length < 0 || next + RecordHeader.BYTES + length > in.size()) {
            return false;
        }
        int actual = in.recordCrc(next, length, crc);
        at = in.load(next, RecordHeader.BYTES + length);
        if (actual != in.bytes().getInt(at + RecordHeader.CRC_AT)) {
            return false;
        }
        position = next;
        crcBefore = crc;
        crc = actual;
        bodyLength = length;
        epoch = in.bytes().getInt(at + RecordHeader.EPOCH_AT);
        type = in.bytes().get(at + RecordHeader.TYPE_AT);
        flags = in.bytes().get(at + RecordHeader.FLAGS_AT);
        next += RecordHeader.BYTES + length;
        return true;
    }

    /** Where the present record begins. */
    long position() {
        return position;
    }

    /** Where the present record ends and the next one may begin. */
    long end() {
        return next;
    }

    /** The checksum of the present record. */
    int crc() {
        return crc;
    }

    /** The checksum of the record before. */
    int crcBefore() {
        return crcBefore;
    }

    byte type() {
        return type;
    }

    int epoch() {
        return epoch;
    }

    boolean syncFollows() {
        return (flags & RecordHeader.FLAG_SYNC_FOLLOWS) != 0;
    }

    int bodyLength() {
        return bodyLength;
    }

    /** A number within the body of the present record. */
    long bodyLong(int offset) throws IOException {
        int at = in.load(position + RecordHeader.BYTES + offset, Long.BYTES);
        return in.bytes().getLong(at);
    }

    /** A copy of the rest of the body of the present record. */
    byte[] bodyFrom(int offset) throws IOException {
        return in.copy(position + RecordHeader.BYTES + offset, bodyLength - offset);
    }
}
