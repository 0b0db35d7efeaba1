package dev.quoin.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.WriteTxn;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.junit.jupiter.api.Test;

/** A view shows one moment for as long as it is open. */
public interface ViewTests extends StorageFixture {
    /** Each of several views shows the commit after which it was opened. */
    @Test
    default void viewsKeepTheirMoment() {
        try (StorageBackend backend = open()) {
            List<ReadView> views = new ArrayList<>();
            List<NavigableMap<String, String>> expected = new ArrayList<>();
            for (int i = 1; i <= 30; i++) {
                try (WriteTxn txn = backend.begin()) {
                    Records.put(txn, ONE, "k" + i % 7, "v" + i);
                    txn.delete(ONE, Records.bytes("k" + (i + 3) % 7));
                    Records.put(txn, TWO, "only", "v" + i);
                    txn.commit(i);
                }
                views.add(backend.openView());
                expected.add(Records.all(views.getLast(), ONE));
                if (i % 10 == 0) {
                    backend.sync();
                }
            }
            for (int i = 0; i < views.size(); i++) {
                assertThat(Records.all(views.get(i), ONE)).isEqualTo(expected.get(i));
                assertThat(Records.all(views.get(i), TWO)).isEqualTo(Map.of("only", "v" + (i + 1)));
            }
            views.forEach(ReadView::close);
        }
    }

    /** A cursor that was opened before a commit goes on as if there had been none. */
    @Test
    default void openCursorDoesNotSeeLaterCommits() {
        try (StorageBackend backend = open()) {
            Records.commit(backend, 1, ONE, "a", "1", "b", "1", "c", "1");
            try (ReadView view = backend.openView();
                    Cursor cursor = view.cursor(ONE, null, null)) {
                assertThat(Records.at(cursor.first(), cursor)).isEqualTo("a=1");
                try (WriteTxn txn = backend.begin()) {
                    Records.put(txn, ONE, "aa", "2");
                    Records.put(txn, ONE, "b", "2");
                    txn.delete(ONE, Records.bytes("c"));
                    txn.commit(2);
                }
                backend.sync();
                assertThat(Records.at(cursor.next(), cursor)).isEqualTo("b=1");
                assertThat(Records.at(cursor.next(), cursor)).isEqualTo("c=1");
                assertThat(cursor.next()).isFalse();
                assertThat(Records.get(view, ONE, "b")).isEqualTo("1");
                try (Cursor later = view.cursor(ONE, null, null)) {
                    assertThat(Records.at(later.last(), later)).isEqualTo("c=1");
                }
            }
        }
    }

    /** A thousand views at a thousand moments. */
    @Test
    default void manyOpenViews() {
        try (StorageBackend backend = open()) {
            List<ReadView> views = new ArrayList<>();
            for (int i = 1; i <= 1000; i++) {
                Records.commit(backend, i, ONE, "counter", "v" + i, "k" + i % 10, "v" + i);
                views.add(backend.openView());
            }
            for (int i = 1; i <= 1000; i++) {
                assertThat(Records.get(views.get(i - 1), ONE, "counter")).isEqualTo("v" + i);
            }
            // not in the order of opening
            for (int i = 0; i < 1000; i += 2) {
                views.get(i).close();
            }
            assertThat(Records.get(views.get(501), ONE, "k2")).isEqualTo("v502");
            views.forEach(ReadView::close);
            assertThat(Records.all(backend, ONE)).hasSize(11);
        }
    }

    /** A buffer begins at 0, ends with the value, and a key found or not found leaves no trace in the next answer. */
    @Test
    default void buffersHoldExactlyTheValue() {
        try (StorageBackend backend = open()) {
            Records.commit(backend, 1, ONE, "long", "0123456789".repeat(50), "short", "1");
            try (ReadView view = backend.openView()) {
                assertThat(view.get(ONE, Records.bytes("long"))).satisfies(value -> checkLength(value, 500));
                assertThat(view.get(ONE, Records.bytes("short"))).satisfies(value -> checkLength(value, 1));
                assertThat(view.get(ONE, Records.bytes("none"))).isNull();
                assertThat(Records.get(view, ONE, "short")).isEqualTo("1");
            }
        }
    }

    private static void checkLength(ByteBuffer buffer, int length) {
        assertThat(buffer.position()).isZero();
        assertThat(buffer.limit()).isEqualTo(length);
    }
}
