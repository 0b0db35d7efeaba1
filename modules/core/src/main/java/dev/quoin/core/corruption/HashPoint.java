package dev.quoin.core.corruption;

import java.nio.ByteBuffer;

/**
 * What members compare their hashes of.
 *
 * @param revision up to which keys and history count
 * @param compacted the compacted revision at which that is seen, since hashes before and after a compaction differ; -1 for none
 */
record HashPoint(long revision, long compacted) {
    byte[] encode() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(revision)
                .putLong(compacted)
                .array();
    }

    /** @throws IllegalArgumentException for bytes that are none, or a point that no store can have */
    static HashPoint decode(byte[] bytes) {
        if (bytes.length != 2 * Long.BYTES) {
            throw new IllegalArgumentException("a hash point of " + bytes.length + " bytes");
        }
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        HashPoint point = new HashPoint(fields.getLong(), fields.getLong());
        if (point.revision < point.compacted) {
            throw new IllegalArgumentException(
                    "revision " + point.revision + " lies before the compacted revision " + point.compacted);
        }
        return point;
    }
}
