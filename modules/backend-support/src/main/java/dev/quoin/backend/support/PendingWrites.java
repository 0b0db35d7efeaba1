package dev.quoin.backend.support;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.Table;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one transaction, in order, before the engine gets them. Copies what it is given. For one thread.
 *
 * <p>Most engines are told a transaction's writes in one go at the commit: that costs one call into native code instead
 * of one for each write, and leaves the engine untouched by a transaction that is given up.
 */
public final class PendingWrites {
    /** Stands in the place of a value for a key that is to be removed. Compare by identity. */
    public static final byte[] REMOVED = new byte[0];

    private final @Nullable NavigableMap<byte[], byte[]>[] tables;

    /** Collects writes to tables with ordinals below a number. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public PendingWrites(int tables) {
        this.tables = new NavigableMap[tables];
    }

    /** Sets a value. */
    public void put(Table table, byte[] key, byte[] value) {
        Bytes.checkKey(key);
        // never the array that stands for a removal
        map(table).put(key.clone(), value.length == 0 ? new byte[0] : value.clone());
    }

    /** Removes a key. */
    public void delete(Table table, byte[] key) {
        if (key.length > 0 && key.length <= Bytes.MAX_KEY) {
            map(table).put(key.clone(), REMOVED);
        }
    }

    /** The value written last, {@link #REMOVED}, or null when the key was not written. */
    public byte @Nullable [] find(Table table, byte[] key) {
        NavigableMap<byte[], byte[]> map = tables[table.ordinal()];
        return map == null ? null : map.get(key);
    }

    /** The writes to the table with an ordinal, by key; null when there are none. */
    public @Nullable NavigableMap<byte[], byte[]> of(int ordinal) {
        return tables[ordinal];
    }

    /** Returns the number of tables. */
    public int tables() {
        return tables.length;
    }

    /**
     * A cursor that shows these writes, and later ones, over the records of another one.
     *
     * @param base over the same table and bounds; closed with the cursor returned, and possibly that cursor itself
     * @param check fails when the transaction has ended; called before each move
     */
    public Cursor over(Cursor base, Runnable check, Table table, byte @Nullable [] from, byte @Nullable [] to) {
        boolean empty = from != null && to != null && Arrays.compareUnsigned(from, to) >= 0;
        NavigableMap<byte[], byte[]> map = tables[table.ordinal()];
        if (map == null || empty) {
            return base;
        }
        NavigableMap<byte[], byte[]> within = from == null ? map : map.tailMap(from.clone(), true);
        return new OverlayCursor(base, check, Writes.of(to == null ? within : within.headMap(to.clone(), false)));
    }

    private NavigableMap<byte[], byte[]> map(Table table) {
        NavigableMap<byte[], byte[]> map = tables[table.ordinal()];
        if (map == null) {
            map = new TreeMap<>(Arrays::compareUnsigned);
            tables[table.ordinal()] = map;
        }
        return map;
    }
}
