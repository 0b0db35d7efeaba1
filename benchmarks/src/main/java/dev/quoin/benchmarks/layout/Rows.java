package dev.quoin.benchmarks.layout;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.Table;
import dev.quoin.api.storage.WriteTxn;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The rows that both layouts use. */
final class Rows {
    static final byte[] EMPTY = new byte[0];

    private Rows() {}

    static byte[] copy(ByteBuffer source) {
        byte[] copy = new byte[source.remaining()];
        source.get(source.position(), copy);
        return copy;
    }

    static byte[] record(long revision, long version, byte[] value) {
        return ByteBuffer.allocate(2 * Long.BYTES + value.length)
                .putLong(revision)
                .putLong(version)
                .put(value)
                .array();
    }

    static long revision(byte[] record) {
        return ByteBuffer.wrap(record).getLong();
    }

    static long version(byte[] record) {
        return ByteBuffer.wrap(record).getLong(Long.BYTES);
    }

    static byte[] versionKey(byte[] key, long revision) {
        byte[] row = Arrays.copyOf(key, key.length + Long.BYTES);
        ByteBuffer.wrap(row).putLong(key.length, ~revision);
        return row;
    }

    static byte[] logKey(long revision, byte[] key) {
        return ByteBuffer.allocate(Long.BYTES + key.length)
                .putLong(revision)
                .put(key)
                .array();
    }

    /** Each row of the log has superseded the version before it: that goes, with its own row. */
    static long walk(WriteTxn txn, long from, long upTo, int rows, Table versions) {
        long next = from;
        try (Cursor log = txn.cursor(Layout.LOG, logKey(from, EMPTY), logKey(upTo + 1, EMPTY));
                Cursor old = txn.cursor(versions, null, null)) {
            boolean on = log.first();
            for (int i = 0; i < rows && on; i++) {
                byte[] row = copy(log.key());
                next = ByteBuffer.wrap(row).getLong() + 1;
                removeBefore(txn, old, Arrays.copyOfRange(row, Long.BYTES, row.length), next - 1, versions);
                on = log.next();
            }
            return on ? next : upTo + 1;
        }
    }

    private static void removeBefore(WriteTxn txn, Cursor old, byte[] key, long revision, Table versions) {
        if (!old.seek(versionKey(key, revision - 1))) {
            return;
        }
        byte[] found = copy(old.key());
        if (found.length == key.length + Long.BYTES && Arrays.mismatch(found, key) >= key.length) {
            txn.delete(versions, found);
            txn.delete(Layout.LOG, logKey(~ByteBuffer.wrap(found).getLong(key.length), key));
        }
    }
}
