package dev.quoin.testkit.storage;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.Table;
import dev.quoin.api.storage.WriteTxn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Records as text, one character for each byte, so that failures can be read. Java orders such text as the contract
 * orders bytes.
 */
public final class Records {
    private Records() {}

    /** The bytes of a text. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The text of a buffer; fails when the buffer is not as the contract wants it. */
    public static @Nullable String text(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        if (buffer.position() != 0) {
            throw new AssertionError("a buffer that is handed out begins at " + buffer.position() + ", not at 0");
        }
        byte[] bytes = new byte[buffer.limit()];
        buffer.get(0, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The value of a key, or null. */
    public static @Nullable String get(ReadView view, Table table, String key) {
        return text(view.get(table, bytes(key)));
    }

    /** Sets a value in a transaction. */
    public static void put(WriteTxn txn, Table table, String key, String value) {
        txn.put(table, bytes(key), bytes(value));
    }

    /** Sets values, given as keys and values in turn, and commits them. */
    public static void commit(StorageBackend backend, long index, Table table, String... records) {
        try (WriteTxn txn = backend.begin()) {
            for (int i = 0; i < records.length; i += 2) {
                put(txn, table, records[i], records[i + 1]);
            }
            txn.commit(index);
        }
    }

    /** The record under a cursor as {@code key=value}, or null when it stands on none. */
    public static @Nullable String at(boolean standing, Cursor cursor) {
        return standing ? text(cursor.key()) + "=" + text(cursor.value()) : null;
    }

    /** All records of a table, read forward. */
    public static NavigableMap<String, String> all(ReadView view, Table table) {
        NavigableMap<String, String> records = new TreeMap<>();
        try (Cursor cursor = view.cursor(table, null, null)) {
            for (boolean on = cursor.first(); on; on = cursor.next()) {
                String key = String.valueOf(text(cursor.key()));
                // a cursor that does not move on must end the test, not run for ever
                if (!records.isEmpty() && records.lastKey().compareTo(key) >= 0) {
                    throw new AssertionError("the cursor goes from " + records.lastKey() + " to " + key);
                }
                records.put(key, String.valueOf(text(cursor.value())));
            }
        }
        return records;
    }

    /** All records of a table as committed now. */
    public static NavigableMap<String, String> all(StorageBackend backend, Table table) {
        try (ReadView view = backend.openView()) {
            return all(view, table);
        }
    }
}
