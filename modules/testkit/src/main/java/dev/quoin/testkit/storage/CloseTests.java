package dev.quoin.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.WriteTxn;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Use after the end fails cleanly, and never takes the process with it. */
public interface CloseTests extends StorageFixture {
    /** Every method of a closed store. */
    @Test
    default void closedStoreRefusesEverything() {
        StorageBackend backend = open();
        Records.commit(backend, 1, ONE, "k", "v");
        backend.close();
        backend.close();
        assertClosed(backend::openView);
        assertClosed(backend::begin);
        assertClosed(backend::appliedIndex);
        assertClosed(backend::durableIndex);
        assertClosed(backend::sync);
        assertClosed(backend::stats);
    }

    /** Every method of a closed view and its cursors. */
    @Test
    default void closedViewRefusesEverything() {
        try (StorageBackend backend = open()) {
            Records.commit(backend, 1, ONE, "k", "v");
            ReadView view = backend.openView();
            Cursor cursor = view.cursor(ONE, null, null);
            assertThat(cursor.first()).isTrue();
            view.close();
            view.close();
            assertViewClosed(view);
            assertCursorClosed(cursor);
        }
    }

    /** A closed cursor, while its view lives on. */
    @Test
    default void closedCursorRefusesEverything() {
        try (StorageBackend backend = open()) {
            Records.commit(backend, 1, ONE, "k", "v");
            try (ReadView view = backend.openView()) {
                Cursor cursor = view.cursor(ONE, null, null);
                assertThat(cursor.first()).isTrue();
                cursor.close();
                cursor.close();
                assertCursorClosed(cursor);
                assertThat(Records.get(view, ONE, "k")).isEqualTo("v");
            }
        }
    }

    /** A transaction is over after its commit, and so are its cursors, over stored and over written records. */
    @Test
    default void endedTransactionRefusesEverything() {
        try (StorageBackend backend = open()) {
            Records.commit(backend, 1, ONE, "a", "v");
            WriteTxn txn = backend.begin();
            Records.put(txn, ONE, "k", "v");
            Cursor stored = txn.cursor(ONE, null, null);
            assertThat(stored.first()).isTrue();
            Cursor written = txn.cursor(ONE, null, null);
            assertThat(written.last()).isTrue();
            txn.commit(2);
            assertTransactionClosed(txn);
            assertCursorClosed(stored);
            assertCursorClosed(written);
            txn.close();
            WriteTxn dropped = backend.begin();
            dropped.close();
            dropped.close();
            assertTransactionClosed(dropped);
        }
    }

    /**
     * Views that were left open fail after the close, can still be closed, and do not keep the store from being opened
     * again.
     */
    @Test
    default void whatIsLeftOpenFailsAfterClose() {
        StorageBackend backend = open();
        Records.commit(backend, 1, ONE, "k", "v", "l", "w");
        ReadView view = backend.openView();
        Cursor cursor = view.cursor(ONE, null, null);
        assertThat(cursor.first()).isTrue();
        WriteTxn txn = backend.begin();
        Cursor written = txn.cursor(ONE, null, null);
        assertThat(written.first()).isTrue();
        Records.put(txn, ONE, "k", "lost");
        backend.close();
        try (StorageBackend again = open()) {
            assertThat(Records.all(again, ONE)).containsEntry("k", "v").hasSize(2);
            assertViewClosed(view);
            assertCursorClosed(cursor);
            assertTransactionClosed(txn);
            assertCursorClosed(written);
            cursor.close();
            written.close();
            view.close();
            txn.close();
            assertThat(Records.all(again, ONE)).hasSize(2);
        }
    }

    private static void assertViewClosed(ReadView view) {
        assertClosed(() -> view.get(ONE, Records.bytes("k")));
        assertClosed(() -> view.cursor(ONE, null, null));
    }

    private static void assertTransactionClosed(WriteTxn txn) {
        assertViewClosed(txn);
        assertClosed(() -> Records.put(txn, ONE, "k", "v"));
        assertClosed(() -> txn.delete(ONE, Records.bytes("k")));
        assertClosed(() -> txn.commit(100));
    }

    private static void assertCursorClosed(Cursor cursor) {
        assertClosed(cursor::first);
        assertClosed(cursor::last);
        assertClosed(cursor::next);
        assertClosed(cursor::previous);
        assertClosed(() -> cursor.seek(Records.bytes("k")));
        assertClosed(() -> cursor.seekBefore(Records.bytes("k")));
        assertClosed(cursor::key);
        assertClosed(cursor::value);
    }

    private static void assertClosed(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.CLOSED))
                .hasMessageNotContaining("\n");
    }
}
