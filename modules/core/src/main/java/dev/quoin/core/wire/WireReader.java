package dev.quoin.core.wire;

import java.nio.ByteBuffer;

/**
 * Walks over the fields of an encoded message without copying. Used like a cursor: {@link #next} moves to a field, then one of the reading
 * methods takes its value, or nothing does and it is skipped. One reader may be used again and again by its thread.
 */
public final class WireReader {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private ByteBuffer source = NOTHING;
    private int at;
    private int limit;
    private int field;
    private int wireType;
    private long number;
    private int length;

    /** Starts over with the bytes between a buffer's position and its limit. */
    public WireReader reset(ByteBuffer message) {
        return reset(message, message.position(), message.limit());
    }

    /** Starts over with a part of a buffer. */
    public WireReader reset(ByteBuffer message, int from, int to) {
        source = message;
        at = from;
        limit = to;
        return this;
    }

    /**
     * Moves to the next field.
     *
     * @return false at the end
     * @throws WireException when the bytes are no protobuf message
     */
    public boolean next() {
        if (at == limit) {
            return false;
        }
        long tag = readVarint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        if (field == 0 || tag >>> 32 != 0) {
            throw new WireException("invalid tag");
        }
        readPayload();
        return true;
    }

    private void readPayload() {
        switch (wireType) {
            case Wire.VARINT -> number = readVarint();
            case Wire.LENGTH -> readLength();
            case Wire.FIXED64 -> skip(Long.BYTES);
            case Wire.FIXED32 -> skip(Integer.BYTES);
            default -> throw new WireException("invalid wire type " + wireType);
        }
    }

    private void readLength() {
        long claimed = readVarint();
        if (claimed < 0 || claimed > limit - at) {
            throw new WireException("truncated message");
        }
        length = (int) claimed;
        at += length;
    }

    private void skip(int bytes) {
        if (bytes > limit - at) {
            throw new WireException("truncated message");
        }
        at += bytes;
    }

    private long readVarint() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (at == limit) {
                throw new WireException("truncated message");
            }
            byte b = source.get(at++);
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new WireException("varint too long");
    }

    /** The number of the present field. */
    public int field() {
        return field;
    }

    /** The value of a varint field. */
    public long number() {
        require(Wire.VARINT);
        return number;
    }

    /** The value of a bool field. */
    public boolean bool() {
        return number() != 0;
    }

    /** Where the content of a length-delimited field begins in the buffer. */
    public int from() {
        require(Wire.LENGTH);
        return at - length;
    }

    /** Where it ends. */
    public int to() {
        require(Wire.LENGTH);
        return at;
    }

    /** A copy of the content of a length-delimited field. */
    public byte[] bytes() {
        byte[] copy = new byte[length];
        source.get(from(), copy);
        return copy;
    }

    /** Where the next field begins. */
    public int position() {
        return at;
    }

    private void require(int expected) {
        if (wireType != expected) {
            throw new WireException("field " + field + " has wire type " + wireType + " instead of " + expected);
        }
    }
}
