package dev.quoin.core.lease;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.WriteTxn;
import dev.quoin.core.store.Keys;
import dev.quoin.core.store.Tables;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The lease table: lease id → time to live and, where the leader has noted it, what of it was left; both in seconds, eight bytes each. */
public final class LeaseTable {
    private LeaseTable() {}

    /**
     * A stored lease.
     *
     * @param id its id
     * @param ttlSeconds what was granted
     * @param remainingSeconds what a leader noted to be left, 0 when nothing was noted
     */
    public record Row(long id, long ttlSeconds, long remainingSeconds) {
        /** How long it lives from the moment a leader takes it over. */
        public long secondsLeft() {
            return remainingSeconds > 0 ? remainingSeconds : ttlSeconds;
        }
    }

    /** A lease, or null. */
    public static @Nullable Row find(ReadView view, long id) {
        ByteBuffer found = view.get(Tables.LEASE, Keys.ofLong(id));
        return found == null ? null : row(id, found);
    }

    /** Writes a lease. */
    static void put(WriteTxn txn, Row row) {
        byte[] value = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(row.ttlSeconds())
                .putLong(row.remainingSeconds())
                .array();
        txn.put(Tables.LEASE, Keys.ofLong(row.id()), value);
    }

    static void delete(WriteTxn txn, long id) {
        txn.delete(Tables.LEASE, Keys.ofLong(id));
    }

    /** Visits all leases, in the order of their ids. */
    public static void forEach(ReadView view, Consumer<Row> visitor) {
        try (Cursor rows = view.cursor(Tables.LEASE, null, null)) {
            for (boolean on = rows.first(); on; on = rows.next()) {
                visitor.accept(row(rows.key().getLong(rows.key().position()), rows.value()));
            }
        }
    }

    /**
     * Visits some leases.
     *
     * @param from where to begin, null for the first
     * @return where to go on, null when all have been visited
     */
    static byte @Nullable [] forSome(ReadView view, byte @Nullable [] from, int most, Consumer<Row> visitor) {
        try (Cursor rows = view.cursor(Tables.LEASE, from, null)) {
            boolean on = rows.first();
            for (int seen = 0; on && seen < most; seen++) {
                visitor.accept(row(rows.key().getLong(rows.key().position()), rows.value()));
                on = rows.next();
            }
            return on ? Keys.copy(rows.key()) : null;
        }
    }

    private static Row row(long id, ByteBuffer value) {
        int at = value.position();
        return new Row(id, value.getLong(at), value.getLong(at + Long.BYTES));
    }
}
