package dev.quoin.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.WriteTxn;
import org.junit.jupiter.api.Test;

/** A cursor of a transaction stays usable while records come and go under it. */
public interface IterationTests extends StorageFixture {
    /** Reads, removes and moves on, as a compaction does. */
    @Test
    default void deletingUnderTheCursorForward() {
        try (StorageBackend backend = open()) {
            fill(backend, 300);
            try (WriteTxn txn = backend.begin()) {
                int seen = 0;
                try (Cursor cursor = txn.cursor(ONE, null, null)) {
                    for (boolean on = cursor.first(); on; on = cursor.next()) {
                        assertThat(Records.text(cursor.key())).isEqualTo(key(seen));
                        txn.delete(ONE, Records.bytes(key(seen++)));
                    }
                }
                assertThat(seen).isEqualTo(300);
                assertThat(Records.all(txn, ONE)).isEmpty();
                txn.commit(2);
            }
            assertThat(Records.all(backend, ONE)).isEmpty();
        }
    }

    /** The same from the end. */
    @Test
    default void deletingUnderTheCursorBackward() {
        try (StorageBackend backend = open()) {
            fill(backend, 300);
            try (WriteTxn txn = backend.begin()) {
                int left = 300;
                try (Cursor cursor = txn.cursor(ONE, null, null)) {
                    for (boolean on = cursor.last(); on; on = cursor.previous()) {
                        assertThat(Records.text(cursor.key())).isEqualTo(key(--left));
                        txn.delete(ONE, Records.bytes(key(left)));
                    }
                }
                assertThat(left).isZero();
                txn.commit(2);
            }
            assertThat(Records.all(backend, ONE)).isEmpty();
        }
    }

    /** Records that were stored before the cursor was opened and that nobody touches are shown once each, in order. */
    @Test
    default void writingBesideTheCursor() {
        try (StorageBackend backend = open()) {
            fill(backend, 200);
            try (WriteTxn txn = backend.begin()) {
                int stored = 0;
                String last = "";
                try (Cursor cursor = txn.cursor(ONE, null, null)) {
                    for (boolean on = cursor.first(); on; on = cursor.next()) {
                        String key = String.valueOf(Records.text(cursor.key()));
                        assertThat(key).isGreaterThan(last);
                        last = key;
                        if (!key.endsWith("+")) {
                            assertThat(key).isEqualTo(key(stored++));
                            Records.put(txn, ONE, key + "+", "beside");
                            Records.put(txn, ONE, key, "overwritten");
                        }
                    }
                }
                assertThat(stored).isEqualTo(200);
                txn.commit(2);
            }
            assertThat(Records.all(backend, ONE)).hasSize(400).containsEntry(key(7), "overwritten");
        }
    }

    /** Removing the whole rest of a range under a cursor ends it, without harm. */
    @Test
    default void deletingAheadOfTheCursor() {
        try (StorageBackend backend = open()) {
            fill(backend, 50);
            try (WriteTxn txn = backend.begin()) {
                try (Cursor cursor = txn.cursor(ONE, Records.bytes(key(10)), Records.bytes(key(40)))) {
                    assertThat(cursor.first()).isTrue();
                    for (int i = 0; i < 50; i++) {
                        txn.delete(ONE, Records.bytes(key(i)));
                    }
                    while (cursor.next()) {
                        assertThat(Records.text(cursor.key())).isBetween(key(10), key(39));
                    }
                }
                assertThat(Records.all(txn, ONE)).isEmpty();
            }
            assertThat(Records.all(backend, ONE)).hasSize(50);
        }
    }

    private static void fill(StorageBackend backend, int records) {
        try (WriteTxn txn = backend.begin()) {
            for (int i = 0; i < records; i++) {
                Records.put(txn, ONE, key(i), "stored");
            }
            txn.commit(1);
        }
    }

    private static String key(int i) {
        return String.format("k%05d", i);
    }
}
