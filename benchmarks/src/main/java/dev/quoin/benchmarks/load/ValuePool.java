package dev.quoin.benchmarks.load;

import java.util.SplittableRandom;

/** Values that do not compress: slices of one block of random bytes, at changing places. */
public final class ValuePool {
    private static final int SPREAD = 1 << 20;

    private final byte[] block;
    private final int valueBytes;

    /** For values of one size. */
    public ValuePool(int valueBytes, long seed) {
        this.valueBytes = valueBytes;
        block = new byte[SPREAD + valueBytes];
        new SplittableRandom(seed).nextBytes(block);
    }

    void write(byte[] target, int at, SplittableRandom random) {
        System.arraycopy(block, random.nextInt(SPREAD), target, at, valueBytes);
    }
}
