package dev.quoin.core.kv;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Some bytes of a request where they lie: in a buffer, or in a message's string. One object may be used again and again by its thread. */
final class Piece extends ByteOutput {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private ByteBuffer source = NOTHING;
    private int from;
    private int length;

    void clear() {
        of(NOTHING, 0, 0);
    }

    void of(ByteBuffer buffer, int begin, int end) {
        source = buffer;
        from = begin;
        length = end - begin;
    }

    /** Shows the string's own array, which is never changed, instead of a copy. */
    void of(ByteString string) {
        clear();
        try {
            UnsafeByteOperations.unsafeWriteTo(string, this);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (length != string.size()) {
            // Put together from several arrays.
            of(ByteBuffer.wrap(string.toByteArray()), 0, string.size());
        }
    }

    int length() {
        return length;
    }

    byte[] copy() {
        byte[] copy = new byte[length];
        source.get(from, copy);
        return copy;
    }

    /** The array that holds it; only for bytes on the heap. */
    byte[] array() {
        return source.array();
    }

    /** Where it begins in the array. */
    int offset() {
        return source.arrayOffset() + from;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        of(ByteBuffer.wrap(bytes), offset, offset + count);
    }

    @Override
    public void writeLazy(byte[] bytes, int offset, int count) {
        write(bytes, offset, count);
    }

    @Override
    public void write(byte single) {
        write(new byte[] {single}, 0, 1);
    }

    @Override
    public void write(ByteBuffer bytes) {
        of(bytes, bytes.position(), bytes.limit());
    }

    @Override
    public void writeLazy(ByteBuffer bytes) {
        write(bytes);
    }
}
