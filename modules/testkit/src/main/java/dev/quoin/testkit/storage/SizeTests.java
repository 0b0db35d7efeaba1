package dev.quoin.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.WriteTxn;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The limits: keys of 1 to 65,535 bytes, large values, large transactions. */
public interface SizeTests extends StorageFixture {
    /** Keys at the limit, which differ only in their last byte. */
    @Test
    default void longestKeys() {
        try (StorageBackend backend = open()) {
            try (WriteTxn txn = backend.begin()) {
                for (int last = 0; last < 10; last++) {
                    txn.put(ONE, longKey(65_535, last), new byte[] {(byte) last});
                    txn.put(ONE, longKey(65_534, last), new byte[] {(byte) (last + 10)});
                }
                txn.commit(1);
            }
            try (ReadView view = backend.openView();
                    Cursor cursor = view.cursor(ONE, null, null)) {
                for (int last = 0; last < 10; last++) {
                    ByteBuffer value = view.get(ONE, longKey(65_535, last));
                    assertThat(value).isEqualTo(ByteBuffer.wrap(new byte[] {(byte) last}));
                    assertThat(cursor.seek(longKey(65_535, last))).isTrue();
                    assertThat(cursor.key()).isEqualTo(ByteBuffer.wrap(longKey(65_535, last)));
                }
            }
            assertThat(Records.all(backend, ONE)).hasSize(20);
        }
    }

    /** A key that is too long or empty is refused, and the transaction goes on. */
    @Test
    default void keysBeyondTheLimitsAreRefused() {
        try (StorageBackend backend = open()) {
            try (WriteTxn txn = backend.begin()) {
                byte[] value = {1};
                assertThatIllegalArgumentException().isThrownBy(() -> txn.put(ONE, new byte[65_536], value));
                assertThatIllegalArgumentException().isThrownBy(() -> txn.put(ONE, new byte[0], value));
                assertThat(txn.get(ONE, new byte[65_536])).isNull();
                assertThat(txn.get(ONE, new byte[0])).isNull();
                Records.put(txn, ONE, "k", "v");
                txn.commit(1);
            }
            try (ReadView view = backend.openView();
                    Cursor cursor = view.cursor(ONE, new byte[0], new byte[65_536])) {
                assertThat(view.get(ONE, new byte[65_536])).isNull();
                assertThat(cursor.first()).isFalse();
                assertThat(cursor.seekBefore(new byte[0])).isFalse();
            }
            assertThat(Records.all(backend, ONE)).containsOnlyKeys("k");
        }
    }

    /** Values of all orders of magnitude, to 16 MiB and one, also after a sync and from another open. */
    @Test
    default void largeValues() {
        int[] lengths = {
            0, 1, 511, 512, 4_095, 4_096, 4_097, 65_535, 65_536, 1 << 20, (1 << 20) + 1, 16 << 20, (16 << 20) + 1
        };
        try (StorageBackend backend = open()) {
            try (WriteTxn txn = backend.begin()) {
                for (int length : lengths) {
                    txn.put(ONE, Records.bytes("v" + length), value(length));
                }
                checkValues(txn, lengths);
                txn.commit(1);
            }
            try (ReadView view = backend.openView()) {
                checkValues(view, lengths);
                backend.sync();
                checkValues(view, lengths);
            }
        }
        try (StorageBackend backend = open();
                ReadView view = backend.openView()) {
            checkValues(view, lengths);
            try (Cursor cursor = view.cursor(ONE, null, null)) {
                long sum = 0;
                for (boolean on = cursor.first(); on; on = cursor.next()) {
                    sum += cursor.value().remaining();
                }
                assertThat(sum).isEqualTo(Arrays.stream(lengths).asLongStream().sum());
            }
        }
    }

    /** Fifty thousand writes in one transaction. */
    @Test
    default void largeTransaction() {
        try (StorageBackend backend = open()) {
            byte[] value = value(100);
            try (WriteTxn txn = backend.begin()) {
                for (int i = 0; i < 50_000; i++) {
                    txn.put(i % 2 == 0 ? ONE : TWO, Records.bytes("key" + i), value);
                }
                txn.commit(1);
            }
            assertThat(Records.all(backend, ONE)).hasSize(25_000);
            assertThat(Records.all(backend, TWO)).hasSize(25_000);
        }
    }

    private static void checkValues(ReadView view, int[] lengths) {
        for (int length : lengths) {
            // compared as a whole: a failure would print megabytes
            ByteBuffer found = view.get(ONE, Records.bytes("v" + length));
            assertThat(found != null && found.equals(ByteBuffer.wrap(value(length))))
                    .as("value of %d bytes", length)
                    .isTrue();
        }
    }

    private static byte[] value(int length) {
        byte[] value = new byte[length];
        new Random(length).nextBytes(value);
        return value;
    }

    private static byte[] longKey(int length, int last) {
        byte[] key = new byte[length];
        Arrays.fill(key, (byte) 0x80);
        key[length - 1] = (byte) last;
        return key;
    }
}
