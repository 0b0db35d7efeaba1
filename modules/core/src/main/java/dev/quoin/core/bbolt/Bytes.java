package dev.quoin.core.bbolt;

import java.nio.ByteBuffer;

/** Byte strings compared and copied. */
final class Bytes {
    private Bytes() {}

    /** Compares what remains of two buffers as unsigned bytes, shorter first. */
    static int compare(ByteBuffer a, ByteBuffer b) {
        int i = a.mismatch(b);
        if (i < 0) {
            return 0;
        }
        return i < Math.min(a.remaining(), b.remaining())
                ? Byte.compareUnsigned(a.get(a.position() + i), b.get(b.position() + i))
                : Integer.compare(a.remaining(), b.remaining());
    }

    /** A copy of what remains in a buffer, whose position stays. */
    static byte[] copy(ByteBuffer source) {
        byte[] copy = new byte[source.remaining()];
        source.get(source.position(), copy);
        return copy;
    }
}
