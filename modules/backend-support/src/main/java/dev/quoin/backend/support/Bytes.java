package dev.quoin.backend.support;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The order of keys, and their limits. */
public final class Bytes {
    /** The most bytes that a key has. */
    public static final int MAX_KEY = 65_535;

    private Bytes() {}

    /** Compares as unsigned bytes, the shorter first. The buffer counts from position 0 to its limit. */
    public static int compare(ByteBuffer a, byte[] b) {
        int length = Math.min(a.limit(), b.length);
        for (int i = 0; i < length; i++) {
            int order = (a.get(i) & 0xff) - (b[i] & 0xff);
            if (order != 0) {
                return order;
            }
        }
        return a.limit() - b.length;
    }

    /** A copy of what a buffer holds from position 0 to its limit. */
    public static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.limit()];
        buffer.get(0, bytes);
        return bytes;
    }

    /** Fails for a key that is empty or too long. */
    public static void checkKey(byte[] key) {
        if (key.length == 0 || key.length > MAX_KEY) {
            throw new IllegalArgumentException("a key has 1 to 65535 bytes, not " + key.length);
        }
    }

    /** The greater of a key and a bound that may be missing. */
    public static byte[] atLeast(byte[] key, byte @Nullable [] bound) {
        return bound != null && Arrays.compareUnsigned(key, bound) < 0 ? bound : key;
    }

    /** The smaller of a key and a bound that may be missing. */
    public static byte[] atMost(byte[] key, byte @Nullable [] bound) {
        return bound != null && Arrays.compareUnsigned(key, bound) > 0 ? bound : key;
    }
}
