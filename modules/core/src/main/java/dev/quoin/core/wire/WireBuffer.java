package dev.quoin.core.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A growing byte array that writes protobuf fields. Used by one thread; may be cleared and used again. */
public final class WireBuffer {
    private byte[] bytes;
    private int size;

    /** With room for some bytes. */
    public WireBuffer(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    /** How many bytes are written. */
    public int size() {
        return size;
    }

    /** Forgets what was written. */
    public void clear() {
        size = 0;
    }

    /** What is written, without a copy where it fills the capacity that was asked for; nothing may be written afterwards. */
    public byte[] finish() {
        return size == bytes.length ? bytes : toByteArray();
    }

    /** A copy of what is written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Copies what is written to a buffer. */
    public void writeTo(ByteBuffer target) {
        target.put(bytes, 0, size);
    }

    /** Writes a varint field, unless it is 0 as proto3 omits it. */
    public WireBuffer varint(int field, long value) {
        if (value != 0) {
            raw(Wire.tag(field, Wire.VARINT));
            raw(value);
        }
        return this;
    }

    /** Writes a bool field, unless false. */
    public WireBuffer bool(int field, boolean value) {
        return varint(field, value ? 1 : 0);
    }

    /** Writes a bytes field, unless empty. */
    public WireBuffer bytes(int field, byte[] value) {
        return value.length == 0 ? this : message(field, value, 0, value.length);
    }

    /** Begins a message field whose content of this length is written next. */
    public WireBuffer begin(int field, int length) {
        raw(Wire.tag(field, Wire.LENGTH));
        raw(length);
        return this;
    }

    /** Writes a message field, also when it is empty. */
    public WireBuffer message(int field, byte[] source, int from, int length) {
        return begin(field, length).append(source, from, length);
    }

    /** Writes a message field, also when it is empty. */
    public WireBuffer message(int field, byte[] source) {
        return message(field, source, 0, source.length);
    }

    /** Writes a message field from another buffer, also when it is empty. */
    public WireBuffer message(int field, WireBuffer source) {
        return message(field, source.bytes, 0, source.size);
    }

    /** Appends bytes as they are. */
    public WireBuffer append(byte[] source, int from, int length) {
        ensure(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
        return this;
    }

    /** Appends a varint as it is. */
    public void raw(long value) {
        ensure(Wire.varintSize(value));
        size = Wire.putVarint(bytes, size, value);
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length + (bytes.length >> 1)));
        }
    }
}
