package dev.quoin.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The keys of a run: {@code /bench/} and nine digits, so that their order is that of their numbers. */
public final class KeySpace {
    /** The length of every key. */
    public static final int KEY_BYTES = 16;

    /** Numbers from here on never name a key of a run; templates use them as marks. */
    static final int MARK = 900_000_000;

    static final byte[] PREFIX = "/bench/".getBytes(StandardCharsets.US_ASCII);

    private static final int DIGITS = KEY_BYTES - PREFIX.length;

    private KeySpace() {}

    /** Writes the digits of a key; its prefix stands there already. */
    static void writeNumber(byte[] target, int keyAt, long number) {
        long rest = number;
        for (int i = keyAt + KEY_BYTES - 1; i >= keyAt + PREFIX.length; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** The key of a number. */
    public static byte[] key(long number) {
        byte[] key = new byte[KEY_BYTES];
        System.arraycopy(PREFIX, 0, key, 0, PREFIX.length);
        writeNumber(key, 0, number);
        return key;
    }

    /** The number of the key that stands at a position, or -1 when none does. */
    static long numberAt(byte[] source, int at) {
        if (at + KEY_BYTES > source.length
                || !Arrays.equals(source, at, at + PREFIX.length, PREFIX, 0, PREFIX.length)) {
            return -1;
        }
        return Long.parseLong(new String(source, at + PREFIX.length, DIGITS, StandardCharsets.US_ASCII));
    }
}
