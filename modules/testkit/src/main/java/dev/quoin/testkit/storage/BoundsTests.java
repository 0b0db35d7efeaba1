package dev.quoin.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.WriteTxn;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cursors stay within their bounds, whatever they are asked. */
public interface BoundsTests extends StorageFixture {
    /** Every pair of bounds and every target over a small set of keys, of which every second is stored. */
    @Test
    default void everyBoundAndTarget() {
        TreeMap<String, String> stored = new TreeMap<>();
        List<String> universe = universe();
        try (StorageBackend backend = open()) {
            try (WriteTxn txn = backend.begin()) {
                for (int i = 1; i < universe.size(); i += 2) {
                    stored.put(universe.get(i), "v" + i);
                    Records.put(txn, ONE, universe.get(i), "v" + i);
                }
                txn.commit(1);
            }
            try (ReadView view = backend.openView()) {
                compareAll(view, stored, universe);
            }
        }
    }

    /** The same in a transaction, where written, overwritten, removed and stored records mingle. */
    @Test
    default void everyBoundAndTargetInTransaction() {
        TreeMap<String, String> expected = new TreeMap<>();
        List<String> universe = universe();
        try (StorageBackend backend = open()) {
            try (WriteTxn txn = backend.begin()) {
                for (int i = 0; i < universe.size(); i++) {
                    if (i % 3 != 0) {
                        expected.put(universe.get(i), "old");
                        Records.put(txn, ONE, universe.get(i), "old");
                    }
                }
                txn.commit(1);
            }
            try (WriteTxn txn = backend.begin()) {
                Random random = new Random(7);
                for (String key : universe) {
                    switch (random.nextInt(3)) {
                        case 0 -> {
                            expected.put(key, "new");
                            Records.put(txn, ONE, key, "new");
                        }
                        case 1 -> {
                            expected.remove(key);
                            txn.delete(ONE, Records.bytes(key));
                        }
                        default -> {}
                    }
                }
                compareAll(txn, expected, universe);
            }
        }
    }

    /** Cursors of one view do not disturb each other. */
    @Test
    default void cursorsOfOneViewAreIndependent() {
        try (StorageBackend backend = open()) {
            Records.commit(backend, 1, ONE, "a", "1", "b", "2", "c", "3");
            try (ReadView view = backend.openView();
                    Cursor up = view.cursor(ONE, null, null);
                    Cursor down = view.cursor(ONE, null, null)) {
                assertThat(Records.at(up.first(), up)).isEqualTo("a=1");
                assertThat(Records.at(down.last(), down)).isEqualTo("c=3");
                assertThat(Records.at(up.next(), up)).isEqualTo("b=2");
                assertThat(Records.at(down.previous(), down)).isEqualTo("b=2");
                assertThat(Records.get(view, ONE, "c")).isEqualTo("3");
                assertThat(Records.at(up.next(), up)).isEqualTo("c=3");
                assertThat(Records.at(down.previous(), down)).isEqualTo("a=1");
            }
        }
    }

    /** A cursor that stands on no record says so, and can be placed again. */
    @Test
    default void cursorOffARecordRefusesToBeRead() {
        try (StorageBackend backend = open()) {
            Records.commit(backend, 1, ONE, "a", "1");
            try (ReadView view = backend.openView();
                    Cursor cursor = view.cursor(ONE, null, null)) {
                assertThatIllegalStateException().isThrownBy(cursor::key);
                assertThatIllegalStateException().isThrownBy(cursor::value);
                assertThatIllegalStateException().isThrownBy(cursor::next);
                assertThatIllegalStateException().isThrownBy(cursor::previous);
                assertThat(cursor.first()).isTrue();
                assertThat(cursor.next()).isFalse();
                assertThatIllegalStateException().isThrownBy(cursor::key);
                assertThatIllegalStateException().isThrownBy(cursor::next);
                assertThat(Records.at(cursor.last(), cursor)).isEqualTo("a=1");
                assertThat(cursor.previous()).isFalse();
                assertThatIllegalStateException().isThrownBy(cursor::previous);
                assertThat(Records.at(cursor.seek(Records.bytes("a")), cursor)).isEqualTo("a=1");
            }
        }
    }

    private static List<String> universe() {
        List<String> keys = new ArrayList<>();
        for (String first : List.of("\u0000", "a", "\u00ff")) {
            keys.add(first);
            for (String second : List.of("\u0000", "m", "\u00ff")) {
                keys.add(first + second);
            }
        }
        return keys;
    }

    private static void compareAll(ReadView view, TreeMap<String, String> expected, List<String> universe) {
        List<@Nullable String> bounds = new ArrayList<>(universe);
        bounds.add(null);
        for (String from : bounds) {
            for (String to : bounds) {
                compare(view, expected, universe, from, to);
            }
        }
    }

    private static void compare(
            ReadView view,
            TreeMap<String, String> expected,
            List<String> targets,
            @Nullable String from,
            @Nullable String to) {
        ModelCursor model = new ModelCursor(expected, from, to);
        byte[] low = from == null ? null : Records.bytes(from);
        byte[] high = to == null ? null : Records.bytes(to);
        try (Cursor cursor = view.cursor(ONE, low, high)) {
            assertThat(Records.at(cursor.first(), cursor))
                    .as("first from %s to %s", from, to)
                    .isEqualTo(model.first());
            walk(cursor, model);
            assertThat(Records.at(cursor.last(), cursor))
                    .as("last from %s to %s", from, to)
                    .isEqualTo(model.last());
            walk(cursor, model);
            for (String target : targets) {
                byte[] key = Records.bytes(target);
                assertThat(Records.at(cursor.seek(key), cursor))
                        .as("seek %s from %s to %s", target, from, to)
                        .isEqualTo(model.seek(target));
                walk(cursor, model);
                assertThat(Records.at(cursor.seekBefore(key), cursor))
                        .as("seekBefore %s from %s to %s", target, from, to)
                        .isEqualTo(model.seekBefore(target));
                walk(cursor, model);
            }
        }
    }

    /** Some steps with turns in them, until an end is reached. */
    private static void walk(Cursor cursor, ModelCursor model) {
        for (int step = 0; model.stands() && step < 7; step++) {
            if (step % 3 == 2) {
                assertThat(Records.at(cursor.previous(), cursor)).as("previous").isEqualTo(model.previous());
            } else {
                assertThat(Records.at(cursor.next(), cursor)).as("next").isEqualTo(model.next());
            }
        }
    }
}
