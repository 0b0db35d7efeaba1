package dev.quoin.consensus.raft.wal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Collects records for one write. The last record stays unfinished until it is known whether a sync follows it. Used by
 * one thread.
 */
final class RecordBuffer {
    /** A batch beyond this is written in several parts, still followed by one sync. */
    static final int WRITE_BYTES = 1 << 20;

    private final CRC32C crc = new CRC32C();
    private ByteBuffer buffer = allocate(64 << 10);
    private ByteBuffer view = view(buffer);
    private int salt;
    private int chain;
    private int epoch;
    private int unfinishedAt = -1;

    /** Goes on behind a record, whose checksum is given, in a segment. The buffer must be empty. */
    void continueFrom(int segmentSalt, int lastCrc, int nextEpoch) {
        salt = segmentSalt;
        chain = lastCrc;
        epoch = nextEpoch;
    }

    boolean isEmpty() {
        return buffer.position() == 0;
    }

    int bytes() {
        return buffer.position();
    }

    /** Begins a record. @return where its body has to be put, all of it, before anything else happens here */
    ByteBuffer begin(byte type, int bodyBytes) {
        finish((byte) 0);
        reserve(RecordHeader.BYTES + bodyBytes);
        unfinishedAt = buffer.position();
        buffer.putInt(chain)
                .putInt(bodyBytes)
                .putInt(epoch)
                .put(type)
                .put((byte) 0)
                .putShort((short) 0);
        return buffer;
    }

    /** The checksum of the record before the unfinished one. */
    int chain() {
        return chain;
    }

    /** Whether the buffer, but for its unfinished record, should be written now. */
    boolean isFull() {
        return unfinishedAt >= WRITE_BYTES;
    }

    /** The finished records, from position to limit. After they are written, {@link #removeFinished} is due. */
    ByteBuffer finished() {
        return view.clear().limit(unfinishedAt < 0 ? buffer.position() : unfinishedAt);
    }

    void removeFinished() {
        int from = unfinishedAt < 0 ? buffer.position() : unfinishedAt;
        buffer.flip().position(from);
        buffer.compact();
        unfinishedAt = unfinishedAt < 0 ? -1 : 0;
        if (buffer.position() == 0 && buffer.capacity() > 4 * WRITE_BYTES) {
            buffer = allocate(WRITE_BYTES);
            view = view(buffer);
        }
    }

    /**
     * Completes the last record; after it, either a sync follows, or the epoch goes on. Returns whether there was one.
     */
    boolean finish(boolean syncFollows) {
        return finish(syncFollows ? RecordHeader.FLAG_SYNC_FOLLOWS : 0);
    }

    /** The sync succeeded. */
    void nextEpoch() {
        epoch++;
    }

    private boolean finish(byte flags) {
        int at = unfinishedAt;
        if (at < 0) {
            return false;
        }
        buffer.put(at + RecordHeader.FLAGS_AT, flags);
        crc.reset();
        crc.update(view.clear().limit(at + RecordHeader.CHECK_AT).position(at + RecordHeader.LENGTH_AT));
        buffer.putShort(at + RecordHeader.CHECK_AT, RecordHeader.check(crc, salt));
        crc.reset();
        crc.update(view.clear().limit(buffer.position()).position(at));
        chain = (int) crc.getValue();
        buffer.putInt(at + RecordHeader.CRC_AT, chain);
        unfinishedAt = -1;
        return true;
    }

    private void reserve(int bytes) {
        if (buffer.remaining() < bytes) {
            long wanted = Math.max(2L * buffer.capacity(), (long) buffer.position() + bytes);
            if (buffer.position() + (long) bytes > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("record too large: " + bytes + " bytes");
            }
            ByteBuffer larger = allocate((int) Math.min(Integer.MAX_VALUE, wanted));
            larger.put(buffer.flip());
            buffer = larger;
            view = view(larger);
        }
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer view(ByteBuffer of) {
        return of.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }
}
