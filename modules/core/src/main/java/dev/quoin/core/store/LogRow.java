package dev.quoin.core.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A row of the revision log: revision (eight bytes) and user key → a byte of flags and the position within the revision (four bytes). The version
 * itself lies in the head or in the history. A transaction may set a key and then delete it: the one row then also carries what was set, which
 * only watchers and hashes ever see.
 *
 * @param revision the revision
 * @param key the user key
 * @param sub the position among the changes of the revision, from 0
 * @param deletion whether the key was deleted
 * @param creation whether the key did not exist before
 * @param overtaken the version that was set earlier in the same revision, or null
 */
public record LogRow(
        long revision,
        byte[] key,
        int sub,
        boolean deletion,
        boolean creation,
        @Nullable Overtaken overtaken) {
    private static final int DELETION = 1;
    private static final int CREATION = 2;
    private static final int OVERTAKEN = 4;
    private static final int OVERTAKEN_CREATION = 8;

    /**
     * A version that was overtaken within its own revision.
     *
     * @param sub its position
     * @param creation whether the key did not exist before it
     * @param record the version
     */
    public record Overtaken(int sub, boolean creation, byte[] record) {}

    /** The row's key. */
    public static byte[] key(long revision, byte[] userKey) {
        byte[] key = new byte[Long.BYTES + userKey.length];
        ByteBuffer.wrap(key).putLong(revision);
        System.arraycopy(userKey, 0, key, Long.BYTES, userKey.length);
        return key;
    }

    /** Smaller than all rows of a revision, greater than all rows of those before. */
    public static byte[] lowerBound(long revision) {
        return Keys.ofLong(revision);
    }

    /** The revision in a row's key. */
    public static long revision(ByteBuffer rowKey) {
        return rowKey.getLong(rowKey.position());
    }

    /** The value of an ordinary row. */
    public static byte[] value(int sub, boolean deletion, boolean creation) {
        byte[] value = new byte[1 + Integer.BYTES];
        ByteBuffer.wrap(value)
                .put((byte) ((deletion ? DELETION : 0) | (creation ? CREATION : 0)))
                .putInt(sub);
        return value;
    }

    /** The row's value. */
    public byte[] value() {
        byte[] plain = value(sub, deletion, creation);
        if (overtaken == null) {
            return plain;
        }
        plain[0] |= (byte) (OVERTAKEN | (overtaken.creation() ? OVERTAKEN_CREATION : 0));
        byte[] record = overtaken.record();
        return ByteBuffer.wrap(Arrays.copyOf(plain, plain.length + Integer.BYTES + record.length))
                .position(plain.length)
                .putInt(overtaken.sub())
                .put(record)
                .array();
    }

    /** Reads a row. */
    public static LogRow read(ByteBuffer rowKey, ByteBuffer rowValue) {
        byte[] key = new byte[rowKey.remaining() - Long.BYTES];
        rowKey.get(rowKey.position() + Long.BYTES, key);
        ByteBuffer rest = rowValue.duplicate();
        int flags = rest.get();
        int sub = rest.getInt();
        Overtaken overtaken = (flags & OVERTAKEN) == 0
                ? null
                : new Overtaken(rest.getInt(), (flags & OVERTAKEN_CREATION) != 0, Keys.copy(rest));
        return new LogRow(revision(rowKey), key, sub, (flags & DELETION) != 0, (flags & CREATION) != 0, overtaken);
    }
}
