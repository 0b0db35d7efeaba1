package dev.quoin.consensus.raft.algorithm.confchange;

import java.util.Arrays;

/** Writes the two kinds of protobuf fields that membership changes consist of. */
final class ProtoWriter {
    private byte[] out = new byte[64];
    private int size;

    void varint(int field, long value) {
        raw((long) field << 3);
        raw(value);
    }

    void bytes(int field, byte[] value) {
        raw(((long) field << 3) | 2);
        raw(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, out, size, value.length);
        size += value.length;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(out, size);
    }

    private void raw(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out[size++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out[size++] = (byte) rest;
    }

    private void ensure(int more) {
        if (out.length - size < more) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, size + more));
        }
    }
}
