package dev.quoin.consensus.raft.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts a message together from small fields, which it copies, and large data, which it passes on as it is. */
final class WireWriter {
    /** Below this, copying is cheaper than one more part. */
    private static final int COPY_BYTES = 1024;

    private final List<byte[]> parts = new ArrayList<>(1);
    private byte[] buffer = new byte[128];
    private int size;

    void octet(int value) {
        reserve(1);
        buffer[size++] = (byte) value;
    }

    /** Seven bits to a byte, lowest first; the high bit says that more follow. */
    void varint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            buffer[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
    }

    /** Eight bytes, lowest first: shorter than a varint for ids, which are random. */
    void fixed(long value) {
        reserve(Long.BYTES);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            buffer[size++] = (byte) (value >>> shift);
        }
    }

    void data(byte[] data) {
        varint(data.length);
        if (data.length < COPY_BYTES) {
            reserve(data.length);
            System.arraycopy(data, 0, buffer, size, data.length);
            size += data.length;
        } else {
            endPart();
            parts.add(data);
        }
    }

    List<byte[]> parts() {
        endPart();
        return parts;
    }

    private void endPart() {
        if (size > 0) {
            parts.add(Arrays.copyOf(buffer, size));
            size = 0;
        }
    }

    private void reserve(int bytes) {
        if (buffer.length - size < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + bytes));
        }
    }
}
