package dev.quoin.core.backup;

import java.nio.ByteBuffer;

/**
 * A key of etcd's bucket {@code key}: main revision (8), an underscore, the position within it (8), and for a deletion
 * the mark {@code t}.
 *
 * @param main the revision
 * @param sub the position of the change among those of the revision
 * @param tombstone whether the change is a deletion
 */
record RevisionKey(long main, long sub, boolean tombstone) {
    static final int SIZE = 2 * Long.BYTES + 1;
    static final int TOMBSTONE_SIZE = SIZE + 1;

    private static final byte SEPARATOR = '_';
    private static final byte MARK = 't';

    byte[] encode() {
        ByteBuffer key = ByteBuffer.allocate(tombstone ? TOMBSTONE_SIZE : SIZE)
                .putLong(main)
                .put(SEPARATOR)
                .putLong(sub);
        return tombstone ? key.put(MARK).array() : key.array();
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static RevisionKey read(ByteBuffer key) {
        int at = key.position();
        int size = key.remaining();
        boolean sound = (size == SIZE || size == TOMBSTONE_SIZE && key.get(at + SIZE) == MARK)
                && key.get(at + Long.BYTES) == SEPARATOR;
        if (!sound) {
            throw new IllegalArgumentException(
                    "a key of " + size + " bytes is no revision, expected 17, or 18 with a mark");
        }
        long main = key.getLong(at);
        long sub = key.getLong(at + Long.BYTES + 1);
        if (main < 1 || sub < 0 || sub > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "revision " + main + "_" + sub + " is out of range, expected 1_0 or more");
        }
        return new RevisionKey(main, sub, size == TOMBSTONE_SIZE);
    }
}
