package dev.quoin.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.WriteTxn;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Keys are compared as unsigned bytes, the shorter first. */
public interface OrderTests extends StorageFixture {
    /** Bytes above 0x7f come last, and a prefix before what it begins. */
    @Test
    default void keysAreUnsignedBytesShorterFirst() {
        List<String> ordered = List.of(
                "\u0000",
                "\u0000\u0000",
                "\u0000\u0001",
                "\u0001",
                "a",
                "a\u0000",
                "ab",
                "b",
                "\u007f",
                "\u0080",
                "\u0080\u0000",
                "\u00fe\u00ff",
                "\u00ff",
                "\u00ff\u0000",
                "\u00ff\u00ff");
        try (StorageBackend backend = open()) {
            try (WriteTxn txn = backend.begin()) {
                ordered.reversed().forEach(key -> Records.put(txn, ONE, key, "v"));
                assertThat(forward(txn)).isEqualTo(ordered);
                txn.commit(1);
            }
            try (ReadView view = backend.openView()) {
                assertThat(forward(view)).isEqualTo(ordered);
                assertThat(backward(view)).isEqualTo(ordered.reversed());
            }
        }
    }

    /** Many keys with few different bytes, so that most share prefixes. */
    @Test
    default void randomKeysComeInOrderBothWays() {
        Random random = new Random(42);
        TreeMap<String, String> model = new TreeMap<>();
        try (StorageBackend backend = open()) {
            for (int commit = 1; commit <= 20; commit++) {
                try (WriteTxn txn = backend.begin()) {
                    for (int i = 0; i < 200; i++) {
                        String key = key(random);
                        model.put(key, "v" + commit);
                        Records.put(txn, ONE, key, "v" + commit);
                    }
                    txn.commit(commit);
                }
            }
            try (ReadView view = backend.openView()) {
                assertThat(Records.all(view, ONE)).isEqualTo(model);
                assertThat(forward(view)).isEqualTo(List.copyOf(model.keySet()));
                assertThat(backward(view)).isEqualTo(List.copyOf(model.descendingKeySet()));
                assertThat(Records.all(view, TWO)).isEmpty();
            }
        }
    }

    private static String key(Random random) {
        StringBuilder key = new StringBuilder();
        int length = 1 + random.nextInt(12);
        for (int i = 0; i < length; i++) {
            key.append("\u0000\u007f\u0080\u00ff".charAt(random.nextInt(4)));
        }
        return key.toString();
    }

    private static List<String> forward(ReadView view) {
        List<String> keys = new ArrayList<>();
        try (Cursor cursor = view.cursor(ONE, null, null)) {
            for (boolean on = cursor.first(); on; on = cursor.next()) {
                keys.add(Records.text(cursor.key()));
            }
        }
        return keys;
    }

    private static List<String> backward(ReadView view) {
        List<String> keys = new ArrayList<>();
        try (Cursor cursor = view.cursor(ONE, null, null)) {
            for (boolean on = cursor.last(); on; on = cursor.previous()) {
                keys.add(Records.text(cursor.key()));
            }
        }
        return keys;
    }
}
