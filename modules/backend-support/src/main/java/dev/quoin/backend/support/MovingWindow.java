package dev.quoin.backend.support;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * One buffer that is moved over native memory, for a scan that looks at one record after the other: a buffer for each
 * would be garbage. A buffer covers two gigabytes at most, so another one is made when a record lies outside;
 * neighbours seldom do. For one thread.
 */
public final class MovingWindow {
    /** The most that a segment gives as a buffer. */
    private static final long LARGEST = Integer.MAX_VALUE - 8;

    /** Room for records that lie before the first one, in another block. */
    private static final long BEFORE = 1L << 29;

    /** Until the first record: most cursors look at few and never need a window. */
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private final MemorySegment memory;
    private ByteBuffer window = NONE;
    private long from;
    private long to;

    /** Moves over some memory. */
    public MovingWindow(MemorySegment memory) {
        this.memory = memory;
    }

    /** Returns a buffer whose position and limit mark some bytes of the memory. The next call moves the same buffer. */
    public ByteBuffer at(long offset, int length) {
        if (offset < from || offset + length > to) {
            from = Math.max(0, offset - BEFORE);
            to = Math.min(memory.byteSize(), from + LARGEST);
            window = memory.asSlice(from, to - from).asByteBuffer();
        }
        int start = (int) (offset - from);
        return window.limit(start + length).position(start);
    }
}
