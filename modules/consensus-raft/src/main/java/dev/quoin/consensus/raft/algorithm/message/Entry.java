package dev.quoin.consensus.raft.algorithm.message;

import java.util.List;

/**
 * One entry of the log, shared by reference from the proposal to the apply thread.
 *
 * @param term of the leader that first appended it; 0 in a proposal
 * @param index its place in the log, from 1; 0 in a proposal
 * @param type what the data is
 * @param data never copied and never changed by anyone; may be empty
 */
public record Entry(long term, long index, EntryType type, byte[] data) {
    /** The data of an entry that carries none. */
    public static final byte[] NO_DATA = new byte[0];

    /** A command that has no place in the log yet. */
    public static Entry proposal(byte[] data) {
        return new Entry(0, 0, EntryType.NORMAL, data);
    }

    /** The same entry at its place in the log. */
    public Entry at(long term, long index) {
        return new Entry(term, index, type, data);
    }

    /** The bytes that etcd's encoding of the entry takes, by which message and apply limits count. */
    public long encodedSize() {
        long fixed = 4L + varintSize(term) + varintSize(index);
        return data.length == 0 ? fixed : fixed + 1 + varintSize(data.length) + data.length;
    }

    /** The encoded size of all entries together. */
    public static long encodedSize(List<Entry> entries) {
        long size = 0;
        for (int i = 0; i < entries.size(); i++) {
            size += entries.get(i).encodedSize();
        }
        return size;
    }

    /** The size of the data of all entries together. */
    public static long payloadSize(List<Entry> entries) {
        long size = 0;
        for (int i = 0; i < entries.size(); i++) {
            size += entries.get(i).data.length;
        }
        return size;
    }

    private static int varintSize(long value) {
        // Seven bits to a byte, and one byte even for zero.
        return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }
}
