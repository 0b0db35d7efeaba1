package dev.quoin.core.kv;

import dev.quoin.core.wire.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Puts a response together in pieces of memory from an allocator, usually a transport's, so that a large answer is neither one large array nor copied
 * again. Used by one thread at a time.
 */
public final class ResponseChunks {
    private static final int FIRST = 4 << 10;
    /** The size of a piece in a large response. */
    public static final int LARGEST = 256 << 10;

    private final IntFunction<ByteBuffer> allocator;
    private final List<ByteBuffer> full = new ArrayList<>(1);
    private ByteBuffer current;
    private int nextSize;
    private long size;

    /** With memory from an allocator, expecting about some bytes in all. */
    public ResponseChunks(IntFunction<ByteBuffer> allocator, int expected) {
        this.allocator = allocator;
        this.current = allocator.apply(expected);
        this.nextSize = Math.max(expected, FIRST);
    }

    /** With memory on the heap. */
    public static ResponseChunks onHeap(int expected) {
        return new ResponseChunks(ByteBuffer::allocate, expected);
    }

    /** Writes a message field from a buffer, whose position stays. */
    public void message(int field, ByteBuffer content) {
        int length = content.remaining();
        begin(field, length);
        append(content, content.position(), length);
    }

    /** Writes the tag and length of a field whose content of that length is then appended. */
    public void begin(int field, int length) {
        ensure(Wire.lengthFieldSize(field, length));
        Wire.putVarint(current, Wire.tag(field, Wire.LENGTH));
        Wire.putVarint(current, length);
    }

    /** Appends content for which {@link #begin} made room. */
    public void append(ByteBuffer source, int from, int length) {
        current.put(current.position(), source, from, length);
        current.position(current.position() + length);
    }

    /** Writes a varint field, unless 0. */
    public void varint(int field, long value) {
        if (value != 0) {
            ensure(Wire.varintFieldSize(field, value));
            Wire.putVarint(current, Wire.tag(field, Wire.VARINT));
            Wire.putVarint(current, value);
        }
    }

    private void ensure(int needed) {
        if (current.remaining() < needed) {
            seal();
            nextSize = Math.min(nextSize * 2, LARGEST);
            current = allocator.apply(Math.max(needed, nextSize));
        }
    }

    private void seal() {
        size += current.flip().remaining();
        if (current.hasRemaining()) {
            full.add(current);
        }
    }

    /** How many bytes are written. */
    public long size() {
        return size + current.position();
    }

    /** The pieces, ready to be read; nothing can be written afterwards. */
    public List<ByteBuffer> finish() {
        seal();
        return full;
    }

    /** All in one array. */
    public byte[] toByteArray() {
        List<ByteBuffer> parts = finish();
        ByteBuffer whole = ByteBuffer.allocate(Math.toIntExact(size));
        parts.forEach(whole::put);
        return whole.array();
    }
}
