package dev.quoin.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.WriteTxn;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Going over many records: values handed over one after the other, and cursors that are used once. */
public interface ScanTests extends StorageFixture {
    /** Values come from the record behind the cursor's up to the upper bound, whatever their lengths. */
    @Test
    default void handsOverWhatFollows() {
        try (StorageBackend backend = open()) {
            List<String> values = fill(backend, 500);
            backend.sync();
            try (ReadView view = backend.openView();
                    Cursor cursor = view.cursor(ONE, null, Records.bytes(key(490)))) {
                assertThat(cursor.first()).isTrue();
                assertThat(taken(cursor, Integer.MAX_VALUE)).isEqualTo(values.subList(1, 490));
                assertThatIllegalStateException().isThrownBy(() -> cursor.nextValues(value -> true));
                assertThat(cursor.last()).isTrue();
                assertThat(cursor.nextValues(value -> true)).isFalse();
            }
        }
    }

    /** The cursor stands on what was taken last, can be read there, and goes on in any way. */
    @Test
    default void standsWhereTheTakerHadEnough() {
        try (StorageBackend backend = open()) {
            List<String> values = fill(backend, 100);
            try (ReadView view = backend.openView();
                    Cursor cursor = view.cursor(ONE, null, null)) {
                assertThat(cursor.seek(Records.bytes(key(10)))).isTrue();
                assertThat(taken(cursor, 5)).isEqualTo(values.subList(11, 16));
                assertThat(Records.text(cursor.key())).isEqualTo(key(15));
                assertThat(Records.text(cursor.value())).isEqualTo(values.get(15));
                assertThat(cursor.next()).isTrue();
                assertThat(Records.text(cursor.value())).isEqualTo(values.get(16));
                assertThat(taken(cursor, 1)).isEqualTo(values.subList(17, 18));
                assertThat(cursor.previous()).isTrue();
                assertThat(Records.text(cursor.key())).isEqualTo(key(16));
                assertThat(taken(cursor, Integer.MAX_VALUE)).isEqualTo(values.subList(17, 100));
            }
        }
    }

    /** A transaction's own writes are among them. */
    @Test
    default void handsOverWhatATransactionWrote() {
        try (StorageBackend backend = open()) {
            List<String> values = fill(backend, 60);
            try (WriteTxn txn = backend.begin()) {
                for (int i = 0; i < 60; i += 3) {
                    values.set(i, "own" + i);
                    Records.put(txn, ONE, key(i), "own" + i);
                }
                txn.delete(ONE, Records.bytes(key(59)));
                try (Cursor cursor = txn.cursor(ONE, null, null)) {
                    assertThat(cursor.first()).isTrue();
                    assertThat(taken(cursor, 20)).isEqualTo(values.subList(1, 21));
                    assertThat(taken(cursor, Integer.MAX_VALUE)).isEqualTo(values.subList(21, 59));
                }
                try (Cursor sweep = txn.sweep(ONE, null, null)) {
                    assertThat(sweep.first()).isTrue();
                    assertThat(taken(sweep, Integer.MAX_VALUE)).isEqualTo(values.subList(1, 59));
                }
            }
        }
    }

    /** An exception of the taker comes through, and nothing is stuck behind it. */
    @Test
    default void takerMayFail() {
        try (StorageBackend backend = open()) {
            List<String> values = fill(backend, 20);
            try (ReadView view = backend.openView();
                    Cursor cursor = view.cursor(ONE, null, null)) {
                assertThat(cursor.first()).isTrue();
                assertThatThrownBy(() -> cursor.nextValues(value -> {
                            throw new UnsupportedOperationException("enough");
                        }))
                        .isInstanceOf(UnsupportedOperationException.class);
                assertThat(Records.text(cursor.key())).isEqualTo(key(1));
                assertThat(taken(cursor, 3)).isEqualTo(values.subList(2, 5));
                assertThat(Records.get(view, ONE, key(7))).isEqualTo(values.get(7));
            }
        }
    }

    /** After the end of the view or the cursor. */
    @Test
    default void endedCursorHandsOverNothing() {
        try (StorageBackend backend = open()) {
            fill(backend, 3);
            ReadView view = backend.openView();
            Cursor closed = view.cursor(ONE, null, null);
            closed.first();
            closed.close();
            assertClosed(closed);
            Cursor open = view.sweep(ONE, null, null);
            open.first();
            view.close();
            assertClosed(open);
            assertThatThrownBy(() -> view.sweep(ONE, null, null)).isInstanceOf(StorageException.class);
        }
    }

    /** A cursor to be used once differs in nothing that it shows. */
    @Test
    default void sweepShowsWhatACursorShows() {
        try (StorageBackend backend = open()) {
            fill(backend, 300);
            try (ReadView view = backend.openView()) {
                Records.commit(backend, 2, ONE, key(150), "later");
                assertThat(keys(view.sweep(ONE, null, null))).isEqualTo(keys(view.cursor(ONE, null, null)));
                byte[] from = Records.bytes(key(20));
                byte[] to = Records.bytes(key(200));
                assertThat(keys(view.sweep(ONE, from, to))).isEqualTo(keys(view.cursor(ONE, from, to)));
                assertThat(keys(view.sweep(ONE, from, null))).hasSize(280);
            }
        }
    }

    private static void assertClosed(Cursor cursor) {
        assertThatThrownBy(() -> cursor.nextValues(value -> true))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.CLOSED));
    }

    private static List<String> keys(Cursor cursor) {
        List<String> records = new ArrayList<>();
        for (boolean on = cursor.first(); on; on = cursor.next()) {
            records.add(Records.text(cursor.key()) + "=" + Records.text(cursor.value()));
        }
        return records;
    }

    private static List<@Nullable String> taken(Cursor cursor, int most) {
        List<@Nullable String> taken = new ArrayList<>();
        boolean stands = cursor.nextValues(value -> {
            taken.add(Records.text(value.slice()));
            return taken.size() < most;
        });
        assertThat(stands).isEqualTo(taken.size() == most);
        return taken;
    }

    /** Values of 0 to some thousand bytes, so that some lie outside an engine's pages; returns them. */
    private static List<String> fill(StorageBackend backend, int records) {
        Random random = new Random(11);
        List<String> values = new ArrayList<>();
        try (WriteTxn txn = backend.begin()) {
            for (int i = 0; i < records; i++) {
                int length = random.nextInt(10) == 0 ? random.nextInt(20_000) : random.nextInt(80);
                values.add(String.valueOf((char) ('a' + i % 26)).repeat(length));
                Records.put(txn, ONE, key(i), values.get(i));
            }
            txn.commit(1);
        }
        return values;
    }

    private static String key(int i) {
        return String.format("k%05d", i);
    }
}
