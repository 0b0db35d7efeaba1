package dev.quoin.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.WriteTxn;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A transaction sees its own writes, and others see all of them or none. */
public interface TransactionTests extends StorageFixture {
    /** By key: set, overwritten, removed, set again. */
    @Test
    default void transactionSeesItsOwnWrites() {
        try (StorageBackend backend = open()) {
            Records.commit(backend, 1, ONE, "stored", "old", "kept", "kept");
            try (WriteTxn txn = backend.begin()) {
                Records.put(txn, ONE, "fresh", "1");
                assertThat(Records.get(txn, ONE, "fresh")).isEqualTo("1");
                Records.put(txn, ONE, "stored", "new");
                assertThat(Records.get(txn, ONE, "stored")).isEqualTo("new");
                txn.delete(ONE, Records.bytes("stored"));
                assertThat(Records.get(txn, ONE, "stored")).isNull();
                Records.put(txn, ONE, "stored", "again");
                assertThat(Records.get(txn, ONE, "stored")).isEqualTo("again");
                assertThat(Records.get(txn, ONE, "kept")).isEqualTo("kept");
                assertThat(Records.get(txn, TWO, "fresh")).isNull();
                txn.commit(2);
            }
            assertThat(Records.all(backend, ONE))
                    .isEqualTo(new TreeMap<>(java.util.Map.of("fresh", "1", "kept", "kept", "stored", "again")));
        }
    }

    /** Random writes, compared with a map after each transaction and in the midst of it. */
    @Test
    default void randomWritesAgreeWithAMap() {
        Random random = new Random(1);
        TreeMap<String, String> model = new TreeMap<>();
        try (StorageBackend backend = open()) {
            for (int i = 1; i <= 60; i++) {
                TreeMap<String, String> changed = new TreeMap<>(model);
                boolean commit = random.nextInt(4) > 0;
                try (WriteTxn txn = backend.begin()) {
                    writeSome(txn, changed, random);
                    assertThat(Records.all(txn, ONE)).isEqualTo(changed);
                    writeSome(txn, changed, random);
                    assertThat(Records.all(txn, ONE)).isEqualTo(changed);
                    if (commit) {
                        txn.commit(i);
                    }
                }
                model = commit ? changed : model;
                assertThat(Records.all(backend, ONE)).isEqualTo(model);
            }
        }
    }

    private static void writeSome(WriteTxn txn, TreeMap<String, String> model, Random random) {
        for (int i = random.nextInt(40); i > 0; i--) {
            String key = "k" + random.nextInt(100);
            if (random.nextInt(3) == 0) {
                model.remove(key);
                txn.delete(ONE, Records.bytes(key));
            } else {
                String value = "v" + random.nextInt();
                model.put(key, value);
                Records.put(txn, ONE, key, value);
            }
        }
    }

    /** Nothing is seen before the commit; after it, everything in every table. */
    @Test
    default void commitShowsAllTablesAtOnce() {
        try (StorageBackend backend = open()) {
            try (WriteTxn txn = backend.begin()) {
                Records.put(txn, ONE, "k", "1");
                Records.put(txn, TWO, "k", "2");
                assertThat(Records.all(backend, ONE)).isEmpty();
                assertThat(Records.all(backend, TWO)).isEmpty();
                txn.commit(1);
            }
            try (ReadView view = backend.openView()) {
                assertThat(Records.get(view, ONE, "k")).isEqualTo("1");
                assertThat(Records.get(view, TWO, "k")).isEqualTo("2");
            }
        }
    }

    /** A transaction that is closed without a commit leaves nothing, not even its index. */
    @Test
    default void closeWithoutCommitDropsTheWrites() {
        try (StorageBackend backend = open()) {
            Records.commit(backend, 4, ONE, "k", "old");
            try (WriteTxn txn = backend.begin()) {
                Records.put(txn, ONE, "k", "new");
                Records.put(txn, TWO, "k", "new");
            }
            assertThat(Records.all(backend, ONE)).containsOnly(java.util.Map.entry("k", "old"));
            assertThat(Records.all(backend, TWO)).isEmpty();
            assertThat(backend.appliedIndex()).isEqualTo(4);
        }
    }

    /** There is one at a time. */
    @Test
    default void secondTransactionIsRefused() {
        try (StorageBackend backend = open()) {
            try (WriteTxn first = backend.begin()) {
                assertThatIllegalStateException().isThrownBy(backend::begin);
                Records.put(first, ONE, "k", "v");
                first.commit(1);
                first.close();
            }
            try (WriteTxn second = backend.begin()) {
                assertThat(Records.get(second, ONE, "k")).isEqualTo("v");
            }
        }
    }

    /** The caller may reuse its arrays. */
    @Test
    default void arraysAreNotKept() {
        try (StorageBackend backend = open()) {
            byte[] key = Records.bytes("key");
            byte[] value = Records.bytes("value");
            try (WriteTxn txn = backend.begin()) {
                txn.put(ONE, key, value);
                Arrays.fill(key, (byte) 'x');
                Arrays.fill(value, (byte) 'x');
                assertThat(Records.get(txn, ONE, "key")).isEqualTo("value");
                byte[] removed = Records.bytes("gone");
                txn.put(ONE, removed, value);
                txn.delete(ONE, removed);
                Arrays.fill(removed, (byte) 'x');
                txn.commit(1);
            }
            assertThat(Records.all(backend, ONE)).containsOnly(java.util.Map.entry("key", "value"));
        }
    }

    /** No value is not the same as an empty one, and removing what is not there is no error. */
    @Test
    default void emptyValuesAreValues() {
        try (StorageBackend backend = open()) {
            try (WriteTxn txn = backend.begin()) {
                txn.put(ONE, Records.bytes("empty"), new byte[0]);
                txn.delete(ONE, Records.bytes("absent"));
                assertThat(Records.get(txn, ONE, "empty")).isEmpty();
                txn.commit(1);
            }
            assertThat(Records.all(backend, ONE)).containsOnly(java.util.Map.entry("empty", ""));
        }
    }
}
