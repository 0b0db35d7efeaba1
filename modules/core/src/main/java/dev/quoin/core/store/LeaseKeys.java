package dev.quoin.core.store;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.WriteTxn;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Which keys hang on which lease: rows of eight bytes of lease id and the user key. */
public final class LeaseKeys {
    private LeaseKeys() {}

    static void move(WriteTxn txn, byte[] key, long from, long to) {
        if (from == to) {
            return;
        }
        if (from != 0) {
            txn.delete(Tables.LEASE_KEY, row(from, key));
        }
        if (to != 0) {
            txn.put(Tables.LEASE_KEY, row(to, key), Keys.EMPTY);
        }
    }

    /** The keys of a lease, in order. */
    public static List<byte[]> of(ReadView view, long lease) {
        List<byte[]> keys = new ArrayList<>();
        byte[] from = row(lease, Keys.EMPTY);
        byte[] to = lease == -1L ? null : row(lease + 1, Keys.EMPTY);
        try (Cursor rows = view.cursor(Tables.LEASE_KEY, from, to)) {
            for (boolean on = rows.first(); on; on = rows.next()) {
                ByteBuffer row = rows.key();
                keys.add(Keys.copy(row.slice(row.position() + Long.BYTES, row.remaining() - Long.BYTES)));
            }
        }
        return keys;
    }

    private static byte[] row(long lease, byte[] key) {
        return ByteBuffer.allocate(Long.BYTES + key.length)
                .putLong(lease)
                .put(key)
                .array();
    }
}
