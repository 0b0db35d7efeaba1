package dev.quoin.core.wire;

import java.nio.ByteBuffer;

/** The protobuf wire format's numbers: tags, varints and their sizes. */
public final class Wire {
    /** The wire type of integers, booleans and enums. */
    public static final int VARINT = 0;
    /** The wire type of 64-bit fixed fields. */
    public static final int FIXED64 = 1;
    /** The wire type of bytes, strings and messages. */
    public static final int LENGTH = 2;
    /** The wire type of 32-bit fixed fields. */
    public static final int FIXED32 = 5;
    /** The longest varint. */
    public static final int MAX_VARINT = 10;

    private Wire() {}

    /** The tag of a field. */
    public static int tag(int field, int wireType) {
        return field << 3 | wireType;
    }

    /** How many bytes a varint takes. */
    public static int varintSize(long value) {
        return (Long.SIZE + 6 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }

    /** How many bytes a varint field takes that proto3 omits when 0. */
    public static int varintFieldSize(int field, long value) {
        return value == 0 ? 0 : varintSize(tag(field, VARINT)) + varintSize(value);
    }

    /** How many bytes a length-delimited field takes. */
    public static int lengthFieldSize(int field, int length) {
        return varintSize(tag(field, LENGTH)) + varintSize(length) + length;
    }

    /** Writes a varint and returns the position behind it. */
    public static int putVarint(byte[] target, int at, long value) {
        long rest = value;
        int i = at;
        while ((rest & ~0x7FL) != 0) {
            target[i++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        target[i++] = (byte) rest;
        return i;
    }

    /** Writes a varint at a buffer's position. */
    public static void putVarint(ByteBuffer target, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            target.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        target.put((byte) rest);
    }
}
