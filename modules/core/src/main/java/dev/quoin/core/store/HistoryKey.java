package dev.quoin.core.store;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Keys of the history table: user key, then revision descending, so that one seek finds the version in force at a revision. A zero byte in
 * the user key becomes 00 FF and the key ends with 00 00, which keeps the order of user keys whatever bytes they hold; the revision
 * follows as the complement of eight big-endian bytes.
 */
public final class HistoryKey {
    private static final int TERMINATOR = 2;
    private static final int SUFFIX = TERMINATOR + Long.BYTES;

    private HistoryKey() {}

    /** The row of a key's version of a revision; with {@code revision} too high, the place to seek for the version in force. */
    public static byte[] of(byte[] userKey, long revision) {
        byte[] key = escaped(userKey, SUFFIX);
        ByteBuffer.wrap(key).putLong(key.length - Long.BYTES, ~revision);
        return key;
    }

    /** Smaller than all rows of a key, greater than all rows of smaller keys. */
    public static byte[] lowerBound(byte[] userKey) {
        return escaped(userKey, TERMINATOR);
    }

    /** The revision of a row. */
    public static long revision(ByteBuffer row) {
        return ~row.getLong(row.limit() - Long.BYTES);
    }

    /** The user key of a row. */
    public static byte[] userKey(ByteBuffer row) {
        int end = row.limit() - SUFFIX;
        byte[] key = new byte[end - row.position()];
        int size = 0;
        for (int i = row.position(); i < end; i++) {
            byte b = row.get(i);
            key[size++] = b;
            i += b == 0 ? 1 : 0;
        }
        return size == key.length ? key : Arrays.copyOf(key, size);
    }

    /** Whether a row belongs to the key of a {@link #lowerBound}. */
    public static boolean belongsTo(ByteBuffer row, byte[] lowerBound) {
        return row.remaining() == lowerBound.length + Long.BYTES
                && row.slice(row.position(), lowerBound.length).equals(ByteBuffer.wrap(lowerBound));
    }

    private static byte[] escaped(byte[] userKey, int suffix) {
        int zeros = 0;
        for (byte b : userKey) {
            zeros += b == 0 ? 1 : 0;
        }
        byte[] key = Arrays.copyOf(userKey, userKey.length + zeros + suffix);
        if (zeros > 0) {
            escape(userKey, key);
        }
        return key;
    }

    private static void escape(byte[] userKey, byte[] target) {
        int at = 0;
        for (byte b : userKey) {
            target[at++] = b;
            if (b == 0) {
                target[at++] = (byte) 0xFF;
            }
        }
    }
}
