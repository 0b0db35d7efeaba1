package dev.quoin.backend.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.WriteTxn;
import dev.quoin.testkit.storage.StorageFixture;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lmdbjava.ByteArrayProxy;
import org.lmdbjava.CursorIterable;
import org.lmdbjava.Dbi;
import org.lmdbjava.Env;
import org.lmdbjava.Txn;

/** Another program for LMDB's files reads what the backend wrote, and writes what the backend reads. */
class LmdbjavaTest implements StorageFixture {
    private static final long SPACE = 256L << 20;
    private static final long SEED = 20_251_129;

    @TempDir
    Path folder;

    @Override
    public StorageBackendProvider provider() {
        return new LmdbBackendProvider();
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Test
    void itReadsWhatTheBackendWrote() {
        TreeMap<String, String> written = write(5);
        assertThat(records("table.one")).isEqualTo(written);
        assertThat(records("table.two")).isEmpty();
        try (Env<byte[]> env = other()) {
            Dbi<byte[]> meta = env.openDbi("meta");
            try (Txn<byte[]> txn = env.txnRead()) {
                byte[] applied = meta.get(txn, text("applied"));
                assertThat(ByteBuffer.wrap(applied).getLong()).isEqualTo(5);
            }
        }
    }

    @Test
    void theBackendReadsWhatItWrote() {
        TreeMap<String, String> expected = write(3);
        Random random = new Random(SEED + 1);
        // One transaction: to the backend that looks like a process that died before it could stamp the sums.
        change(table -> {
            for (int i = 0; i < 2000; i++) {
                String key = "k" + random.nextInt(6000);
                if (random.nextInt(4) == 0) {
                    table.delete(key);
                    expected.remove(key);
                } else {
                    String value = value(random);
                    table.put(key, value);
                    expected.put(key, value);
                }
            }
        });
        try (StorageBackend backend = open()) {
            assertThat(all(backend)).isEqualTo(expected);
            assertThat(backend.appliedIndex()).isEqualTo(3);
        }
    }

    @Test
    void moreThanOneTransactionOfAnotherIsRefused() {
        write(2);
        change(table -> table.put("a", "1"));
        change(table -> table.put("b", "2"));
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.CORRUPT))
                .hasMessageContaining("data.mdb");
    }

    /** Writes in some commits with syncs between them, so that pages are freed and used again. */
    private TreeMap<String, String> write(int commits) {
        TreeMap<String, String> records = new TreeMap<>();
        Random random = new Random(SEED);
        try (StorageBackend backend = open()) {
            for (int index = 1; index <= commits; index++) {
                try (WriteTxn txn = backend.begin()) {
                    for (int i = 0; i < 1500; i++) {
                        String key = "k" + random.nextInt(5000);
                        if (random.nextInt(5) == 0) {
                            txn.delete(ONE, text(key));
                            records.remove(key);
                        } else {
                            String value = value(random);
                            txn.put(ONE, text(key), text(value));
                            records.put(key, value);
                        }
                    }
                    txn.commit(index);
                }
                backend.sync();
            }
        }
        return records;
    }

    /** Now and then so long that it lies on pages of its own. */
    private static String value(Random random) {
        int length = random.nextInt(20) == 0 ? random.nextInt(30_000) : random.nextInt(100);
        return String.valueOf((char) ('a' + random.nextInt(26))).repeat(length);
    }

    private Env<byte[]> other() {
        return Env.create(ByteArrayProxy.PROXY_BA)
                .setMapSize(SPACE)
                .setMaxDbs(4)
                .open(directory().toFile());
    }

    private interface Change {
        void put(String key, String value);

        void delete(String key);
    }

    private void change(Consumer<Change> work) {
        try (Env<byte[]> env = other()) {
            Dbi<byte[]> table = env.openDbi("table.one");
            try (Txn<byte[]> txn = env.txnWrite()) {
                work.accept(new Change() {
                    @Override
                    public void put(String key, String value) {
                        table.put(txn, text(key), text(value));
                    }

                    @Override
                    public void delete(String key) {
                        table.delete(txn, text(key));
                    }
                });
                txn.commit();
            }
        }
    }

    private Map<String, String> records(String name) {
        Map<String, String> records = new TreeMap<>();
        try (Env<byte[]> env = other()) {
            Dbi<byte[]> table = env.openDbi(name);
            try (Txn<byte[]> txn = env.txnRead();
                    CursorIterable<byte[]> all = table.iterate(txn)) {
                for (CursorIterable.KeyVal<byte[]> record : all) {
                    records.put(text(record.key()), text(record.val()));
                }
            }
        }
        return records;
    }

    private static Map<String, String> all(StorageBackend backend) {
        Map<String, String> records = new TreeMap<>();
        try (ReadView view = backend.openView();
                Cursor cursor = view.cursor(ONE, null, null)) {
            for (boolean on = cursor.first(); on; on = cursor.next()) {
                records.put(
                        StandardCharsets.US_ASCII.decode(cursor.key()).toString(),
                        StandardCharsets.US_ASCII.decode(cursor.value()).toString());
            }
        }
        return records;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
