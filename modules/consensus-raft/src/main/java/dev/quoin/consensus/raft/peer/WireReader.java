package dev.quoin.consensus.raft.peer;

import java.util.Arrays;

/**
 * Reads what {@link WireWriter} wrote. Every method throws {@link IllegalArgumentException} where the message ends too
 * early.
 */
final class WireReader {
    private final byte[] message;
    private int position;

    WireReader(byte[] message) {
        this.message = message;
    }

    int octet() {
        need(1);
        return message[position++] & 0xff;
    }

    boolean flag() {
        int value = octet();
        if (value > 1) {
            throw damaged("flag " + value);
        }
        return value == 1;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int next = octet();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw damaged("number too long");
    }

    long fixed() {
        need(Long.BYTES);
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            value |= (long) (message[position++] & 0xff) << shift;
        }
        return value;
    }

    byte[] data() {
        int length = count(1);
        position += length;
        return Arrays.copyOfRange(message, position - length, position);
    }

    /**
     * A number of things to follow, each of which takes some bytes at least; so a damaged number cannot ask for much
     * memory.
     */
    int count(int leastBytesEach) {
        long count = varint();
        if (count < 0 || count > (message.length - position) / leastBytesEach) {
            throw damaged("count " + count);
        }
        return (int) count;
    }

    void end() {
        if (position != message.length) {
            throw damaged("bytes left over");
        }
    }

    IllegalArgumentException damaged(String what) {
        return new IllegalArgumentException(
                "damaged peer message: " + what + " at byte " + position + " of " + message.length);
    }

    private void need(int bytes) {
        if (message.length - position < bytes) {
            throw damaged("end");
        }
    }
}
