package dev.quoin.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.WriteTxn;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** A buffer that was handed out stays as it is for as long as the contract says. */
public interface BufferTests extends StorageFixture {
    /** Key and value of a record stay until the cursor moves, in a view before and after a sync. */
    @Test
    default void keyAndValueStayUntilTheCursorMoves() {
        try (StorageBackend backend = open()) {
            fill(backend);
            try (ReadView view = backend.openView()) {
                checkAll(view);
            }
            backend.sync();
            try (ReadView view = backend.openView()) {
                checkAll(view);
            }
        }
    }

    /** The same in a transaction, over records that were stored and records that it wrote itself. */
    @Test
    default void keyAndValueStayInATransaction() {
        try (StorageBackend backend = open()) {
            fill(backend);
            try (WriteTxn txn = backend.begin()) {
                for (int i = 0; i < 40; i += 2) {
                    Records.put(txn, ONE, key(i), value(i));
                }
                checkAll(txn);
            }
        }
    }

    private static void checkAll(ReadView view) {
        try (Cursor cursor = view.cursor(ONE, null, null);
                Cursor other = view.cursor(ONE, null, null)) {
            boolean on = cursor.first();
            for (int i = 0; i < 40; i++) {
                assertThat(on).isTrue();
                check(view, cursor, other, i);
                on = cursor.next();
            }
            assertThat(on).isFalse();
        }
    }

    private static void check(ReadView view, Cursor cursor, Cursor other, int i) {
        ByteBuffer key = cursor.key();
        ByteBuffer value = cursor.value();
        ByteBuffer got = view.get(ONE, Records.bytes(key(i)));
        other.first();
        other.key();
        other.value();
        other.last();
        other.key();
        other.value();
        assertThat(Records.text(key)).as("the key, after value()").isEqualTo(key(i));
        assertThat(Records.text(value)).as("the value, after get()").isEqualTo(value(i));
        assertThat(got).isNotNull();
        assertThat(Records.text(got))
                .as("what get() gave, after moves of a cursor")
                .isEqualTo(value(i));
        cursor.key();
        assertThat(Records.text(value)).as("the value, after key()").isEqualTo(value(i));
    }

    private static void fill(StorageBackend backend) {
        try (WriteTxn txn = backend.begin()) {
            for (int i = 0; i < 40; i++) {
                Records.put(txn, ONE, key(i), value(i));
            }
            txn.commit(1);
        }
    }

    private static String key(int i) {
        return String.format("k%05d", i);
    }

    /** Most are as long as a key, some lie outside an engine's pages. */
    private static String value(int i) {
        return i % 10 == 9 ? String.format("v%05d", i).repeat(2000) : String.format("v%05d", i);
    }
}
