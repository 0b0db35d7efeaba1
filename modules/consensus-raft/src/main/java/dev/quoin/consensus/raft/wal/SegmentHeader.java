package dev.quoin.consensus.raft.wal;

import dev.quoin.api.peer.MemberIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes of a segment.
 *
 * @param version of the format
 * @param previousCrc of the last record of the segment before, 0 in the first
 * @param identity whose log it is
 * @param sequence of the segment, from 1
 * @param firstIndex that the next entry had when the segment was begun
 * @param crc of all the others; the first record and all header checks of the segment build on it
 */
record SegmentHeader(int version, int previousCrc, MemberIdentity identity, long sequence, long firstIndex, int crc) {
    static final int BYTES = 64;
    static final int VERSION = 1;

    private static final long MAGIC = 0x474f4c4e494f5551L; // "QUOINLOG"
    private static final int CRC_AT = 60;

    static SegmentHeader create(int previousCrc, MemberIdentity identity, long sequence, long firstIndex) {
        SegmentHeader unsealed = new SegmentHeader(VERSION, previousCrc, identity, sequence, firstIndex, 0);
        return new SegmentHeader(VERSION, previousCrc, identity, sequence, firstIndex, crcOf(unsealed.encode()));
    }

    byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(MAGIC).putInt(version).putInt(previousCrc);
        bytes.putLong(identity.clusterId()).putLong(identity.memberId());
        bytes.putLong(sequence).putLong(firstIndex);
        return bytes.putInt(CRC_AT, crc).array();
    }

    /** @throws IllegalArgumentException saying what is wrong with the bytes */
    static SegmentHeader decode(byte[] header) {
        ByteBuffer bytes = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.getLong() != MAGIC) {
            throw new IllegalArgumentException("not a log segment");
        }
        int version = bytes.getInt();
        int previousCrc = bytes.getInt();
        MemberIdentity identity = new MemberIdentity(bytes.getLong(), bytes.getLong());
        SegmentHeader decoded = new SegmentHeader(
                version, previousCrc, identity, bytes.getLong(), bytes.getLong(), bytes.getInt(CRC_AT));
        if (crcOf(header) != decoded.crc) {
            throw new IllegalArgumentException("header checksum does not match");
        }
        if (version != VERSION) {
            throw new IllegalArgumentException("format version " + version + ", this program knows " + VERSION);
        }
        return decoded;
    }

    /** Reads the header of a segment. */
    static SegmentHeader read(SegmentInput in) throws IOException, LogDamage {
        if (in.size() < BYTES) {
            throw new LogDamage(0, "the file is too short for a header");
        }
        try {
            return decode(in.copy(0, BYTES));
        } catch (IllegalArgumentException e) {
            throw new LogDamage(0, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Checks that this is the header of a segment.
     *
     * @param segment as its name tells
     * @param chain the checksum of the last record of the segment before, null where there is none
     */
    void checkPlace(Segment segment, @Nullable Integer chain) throws LogDamage {
        if (sequence != segment.sequence() || firstIndex != segment.firstIndex()) {
            throw new LogDamage(0, "the header is that of another segment");
        }
        if (chain != null && previousCrc != chain) {
            throw new LogDamage(0, "it does not follow the last record of the segment before");
        }
    }

    private static int crcOf(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, CRC_AT);
        return (int) crc.getValue();
    }
}
