package dev.quoin.core.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A row of the revision log: revision (eight bytes) and user key → a byte of flags, the position within the revision (four bytes), and the revision of
 * the version before (eight bytes; not where the key is new). The version itself lies in the head or in the history. A transaction may set a key and then delete it: the one row then also carries what was set, which
 * only watchers and hashes ever see.
 *
 * @param revision the revision
 * @param key the user key
 * @param sub the position among the changes of the revision, from 0
 * @param deletion whether the key was deleted
 * @param creation whether the key did not exist before
 * @param previous the revision of the version before, which this one supersedes; 0 for none
 * @param overtaken the version that was set earlier in the same revision, or null
 */
public record LogRow(
        long revision,
        byte[] key,
        int sub,
        boolean deletion,
        boolean creation,
        long previous,
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

    /** The value of the row of a key that did not exist. */
    public static byte[] creation(int sub) {
        byte[] value = new byte[1 + Integer.BYTES];
        ByteBuffer.wrap(value).put((byte) CREATION).putInt(sub);
        return value;
    }

    /** The value of the row of a key that had a version before. */
    public static byte[] change(int sub, boolean deletion, long previous) {
        byte[] value = new byte[1 + Integer.BYTES + Long.BYTES];
        ByteBuffer.wrap(value).put((byte) (deletion ? DELETION : 0)).putInt(sub).putLong(previous);
        return value;
    }

    /** The row's value. */
    public byte[] value() {
        byte[] plain = creation ? creation(sub) : change(sub, deletion, previous);
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

    /** Whether a row's value carries a version that was overtaken. */
    public static boolean isOvertaken(ByteBuffer rowValue) {
        return (rowValue.get(rowValue.position()) & OVERTAKEN) != 0;
    }

    /** Reads a row. */
    public static LogRow read(ByteBuffer rowKey, ByteBuffer rowValue) {
        byte[] key = new byte[rowKey.remaining() - Long.BYTES];
        rowKey.get(rowKey.position() + Long.BYTES, key);
        ByteBuffer rest = rowValue.duplicate();
        int flags = rest.get();
        int sub = rest.getInt();
        boolean creation = (flags & CREATION) != 0;
        long previous = creation ? 0 : rest.getLong();
        Overtaken overtaken = (flags & OVERTAKEN) == 0
                ? null
                : new Overtaken(rest.getInt(), (flags & OVERTAKEN_CREATION) != 0, Keys.copy(rest));
        return new LogRow(revision(rowKey), key, sub, (flags & DELETION) != 0, creation, previous, overtaken);
    }
}
