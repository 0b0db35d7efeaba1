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

    static byte[] logValue(long previous) {
        return ByteBuffer.allocate(Long.BYTES).putLong(previous).array();
    }

    /** Each row of the log names the version that it superseded: that goes, with its own row. */
    static long walk(WriteTxn txn, long from, long upTo, int rows, Table versions) {
        long next = from;
        try (Cursor log = txn.cursor(Layout.LOG, logKey(from, EMPTY), logKey(upTo + 1, EMPTY))) {
            boolean on = log.first();
            for (int i = 0; i < rows && on; i++) {
                byte[] row = copy(log.key());
                next = ByteBuffer.wrap(row).getLong() + 1;
                long previous = log.value().getLong(0);
                if (previous > 0) {
                    byte[] key = Arrays.copyOfRange(row, Long.BYTES, row.length);
                    txn.delete(versions, versionKey(key, previous));
                    txn.delete(Layout.LOG, logKey(previous, key));
                }
                on = log.next();
            }
            return on ? next : upTo + 1;
        }
    }
}
