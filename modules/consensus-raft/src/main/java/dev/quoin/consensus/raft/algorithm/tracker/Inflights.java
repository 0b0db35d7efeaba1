package dev.quoin.consensus.raft.algorithm.tracker;

import java.util.Arrays;

/**
 * The appends on their way to one follower, oldest first: the last index and the bytes of each, in a ring that grows as
 * needed up to the limit on messages. The byte limit may be exceeded by one message, which the follower would otherwise
 * never get.
 */
public final class Inflights {
    private final int maxMessages;
    private final long maxBytes;
    private long[] lastIndexes = new long[0];
    private long[] sizes = new long[0];
    private int start;
    private int count;
    private long bytes;

    /** With both limits. */
    public Inflights(int maxMessages, long maxBytes) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
    }

    /** A copy for who only looks. */
    public Inflights copy() {
        Inflights copy = new Inflights(maxMessages, maxBytes);
        copy.lastIndexes = lastIndexes.clone();
        copy.sizes = sizes.clone();
        copy.start = start;
        copy.count = count;
        copy.bytes = bytes;
        return copy;
    }

    /**
     * One more is on its way. Last indexes only ever grow.
     *
     * @throws IllegalStateException when full
     */
    public void add(long lastIndex, long size) {
        if (full()) {
            throw new IllegalStateException("cannot add into a full inflights");
        }
        if (count == lastIndexes.length) {
            grow();
        }
        int at = wrap(start + count);
        lastIndexes[at] = lastIndex;
        sizes[at] = size;
        count++;
        bytes += size;
    }

    /** The follower has everything up to an index. */
    public void freeUpTo(long index) {
        while (count > 0 && lastIndexes[start] <= index) {
            bytes -= sizes[start];
            start = wrap(start + 1);
            count--;
        }
    }

    /** Whether nothing more may be sent. */
    public boolean full() {
        return count == maxMessages || bytes >= maxBytes;
    }

    /** How many are on their way. */
    public int count() {
        return count;
    }

    /** None is on its way. */
    public void reset() {
        start = 0;
        count = 0;
        bytes = 0;
    }

    private int wrap(int position) {
        return position < lastIndexes.length ? position : position - lastIndexes.length;
    }

    private void grow() {
        int capacity = Math.clamp(2L * count, 4, Math.max(4, maxMessages));
        lastIndexes = unrolled(lastIndexes, capacity);
        sizes = unrolled(sizes, capacity);
        start = 0;
    }

    private long[] unrolled(long[] ring, int capacity) {
        long[] line = Arrays.copyOfRange(ring, start, start + capacity);
        System.arraycopy(ring, 0, line, ring.length - start, start);
        return line;
    }
}
