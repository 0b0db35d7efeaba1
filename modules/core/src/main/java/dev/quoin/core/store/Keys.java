package dev.quoin.core.store;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Byte strings as keys: comparison, copies, bounds. */
public final class Keys {
    /** No bytes. */
    public static final byte[] EMPTY = new byte[0];

    private Keys() {}

    /** Compares as unsigned bytes, shorter first. */
    public static int compare(ByteBuffer a, byte[] b) {
        int i = a.mismatch(ByteBuffer.wrap(b));
        if (i < 0) {
            return 0;
        }
        return i < Math.min(a.remaining(), b.length)
                ? Byte.compareUnsigned(a.get(a.position() + i), b[i])
                : Integer.compare(a.remaining(), b.length);
    }

    /** A copy of what remains in a buffer, whose position stays. */
    public static byte[] copy(ByteBuffer source) {
        byte[] copy = new byte[source.remaining()];
        source.get(source.position(), copy);
        return copy;
    }

    /** The smallest key greater than a key. */
    public static byte[] after(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }

    /** A long as eight bytes that sort like it, for numbers that are never negative. */
    public static byte[] ofLong(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
