package dev.quoin.consensus.raft.algorithm.confchange;

import java.util.Arrays;

/**
 * Reads the protobuf fields that membership changes consist of, and skips none silently: other wire types are damage.
 */
final class ProtoReader {
    private final byte[] data;
    private int position;
    private int field;
    private long number;
    private byte[] value = new byte[0];

    ProtoReader(byte[] data) {
        this.data = data;
    }

    /** Reads the next field. Returns false at the end. */
    boolean next() {
        if (position == data.length) {
            return false;
        }
        long tag = raw();
        field = (int) (tag >>> 3);
        switch ((int) (tag & 7)) {
            case 0 -> number = raw();
            case 2 -> value = take(raw());
            default -> throw damaged();
        }
        return true;
    }

    int field() {
        return field;
    }

    long varint() {
        return number;
    }

    byte[] bytes() {
        return value;
    }

    private byte[] take(long length) {
        if (length < 0 || length > data.length - position) {
            throw damaged();
        }
        position += (int) length;
        return Arrays.copyOfRange(data, position - (int) length, position);
    }

    private long raw() {
        long result = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position == data.length) {
                throw damaged();
            }
            byte next = data[position++];
            result |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return result;
            }
        }
        throw damaged();
    }

    private ConfChangeException damaged() {
        return new ConfChangeException("damaged membership change at byte " + position + " of " + data.length);
    }
}
