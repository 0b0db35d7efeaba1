package dev.quoin.consensus.raft.wal;

import java.io.IOException;

/**
 * Decides what to make of bytes behind the last valid record of the newest segment. A crash may have kept any sectors
 * of the writes that no sync had followed yet; the others are still zero. Everything else is damage to what had been
 * synced, and must not be repaired by forgetting it.
 *
 * <p>Evidence of damage is a record of a later epoch further on, since an epoch ends with a sync that succeeded; or a
 * record that misses no sector and yet does not match its checksum.
 */
final class TailJudge {
    /** What disks write as a whole or not at all. */
    private static final int SECTOR = 512;

    /** Later epochs than this, counted from the one at hand, are taken for an accident of the bytes. */
    private static final int MAX_EPOCHS_AHEAD = 1 << 20;

    private final SegmentInput in;
    private final int salt;
    private final long offset;
    private final int epoch;

    /** @param epoch that a record at the offset belongs to */
    private TailJudge(SegmentInput in, int salt, long offset, int epoch) {
        this.in = in;
        this.salt = salt;
        this.offset = offset;
        this.epoch = epoch;
    }

    /**
     * Where the remains of unsynced writes behind the last record end; the end of that record itself if there are none.
     *
     * @param scanner stands at the last valid record
     */
    static long endOfTorn(SegmentInput in, int salt, SegmentScanner scanner) throws IOException, LogDamage {
        int epoch = scanner.syncFollows() ? scanner.epoch() + 1 : scanner.epoch();
        return new TailJudge(in, salt, scanner.end(), epoch).judge();
    }

    private long judge() throws IOException, LogDamage {
        if (allZero(offset, in.size())) {
            return offset;
        }
        long dirtEnd = lastNonZero() + 1;
        refuseIfLaterEpochFollows(dirtEnd);
        refuseUnlessSectorIsMissing();
        return dirtEnd;
    }

    private void refuseIfLaterEpochFollows(long dirtEnd) throws IOException, LogDamage {
        for (long at = offset; at + RecordHeader.BYTES <= dirtEnd; at++) {
            int in0 = in.load(at, RecordHeader.BYTES);
            int ahead = in.bytes().getInt(in0 + RecordHeader.EPOCH_AT) - epoch;
            byte type = in.bytes().get(in0 + RecordHeader.TYPE_AT);
            byte flags = in.bytes().get(in0 + RecordHeader.FLAGS_AT);
            boolean plausible = ahead > 0
                    && ahead < MAX_EPOCHS_AHEAD
                    && RecordHeader.isKnown(type)
                    && (flags | RecordHeader.FLAG_SYNC_FOLLOWS) == RecordHeader.FLAG_SYNC_FOLLOWS;
            if (plausible && in.headerFits(at, salt)) {
                throw new LogDamage(offset, "no valid record, but one that was synced later follows at offset " + at);
            }
        }
    }

    private void refuseUnlessSectorIsMissing() throws IOException, LogDamage {
        long headerEnd = offset + RecordHeader.BYTES;
        if (headerEnd > in.size()) {
            throw new LogDamage(offset, "the file ends within a record");
        }
        if (allZero(offset, headerEnd)) {
            return;
        }
        if (!in.headerFits(offset, salt)) {
            if (!missesSector(headerEnd)) {
                throw new LogDamage(offset, "the header of a record does not match its check");
            }
            return;
        }
        long length = in.bytes().getInt(in.load(offset, RecordHeader.BYTES) + RecordHeader.LENGTH_AT);
        if (length < 0 || headerEnd + length > in.size()) {
            throw new LogDamage(offset, "the file ends within a record");
        }
        if (!missesSector(headerEnd + length)) {
            throw new LogDamage(offset, "a record does not match its checksum");
        }
    }

    /** Whether all that one sector contributes to the bytes from the offset to an end is zero. */
    private boolean missesSector(long end) throws IOException {
        for (long at = offset; at < end; ) {
            long next = Math.min(end, (at / SECTOR + 1) * SECTOR);
            if (allZero(at, next)) {
                return true;
            }
            at = next;
        }
        return false;
    }

    private boolean allZero(long from, long end) throws IOException {
        return in.skipZeros(from, end) == end;
    }

    private long lastNonZero() throws IOException {
        long last = offset;
        for (long at = offset; at < in.size(); ) {
            long nonZero = in.skipZeros(at, in.size());
            if (nonZero == in.size()) {
                break;
            }
            last = nonZero;
            at = nonZero + 1;
        }
        return last;
    }
}
