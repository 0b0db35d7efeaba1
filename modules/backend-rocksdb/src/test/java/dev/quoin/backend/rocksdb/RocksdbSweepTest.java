package dev.quoin.backend.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.api.storage.WriteTxn;
import dev.quoin.testkit.storage.StorageFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep leaves the cache alone; a cursor fills it. */
class RocksdbSweepTest implements StorageFixture {
    private static final int RECORDS = 16_000;
    private static final int VALUE_BYTES = 1000;

    @TempDir
    Path folder;

    @Override
    public StorageBackendProvider provider() {
        return new RocksdbBackendProvider();
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Test
    void sweepLeavesTheCacheAlone() {
        try (StorageBackend backend = open()) {
            fill(backend);
            backend.sync();
        }
        try (StorageBackend backend = open();
                ReadView view = backend.openView()) {
            long before = backend.stats().memoryBytes();
            readAll(view.sweep(ONE, null, null));
            assertThat(backend.stats().memoryBytes() - before).isLessThan(1L << 20);
            readAll(view.cursor(ONE, null, null));
            assertThat(backend.stats().memoryBytes() - before).isGreaterThan(RECORDS * VALUE_BYTES / 2L);
        }
    }

    private static void fill(StorageBackend backend) {
        Random random = new Random(3);
        try (WriteTxn txn = backend.begin()) {
            for (int i = 0; i < RECORDS; i++) {
                byte[] value = new byte[VALUE_BYTES];
                random.nextBytes(value);
                txn.put(ONE, "k%06d".formatted(i).getBytes(StandardCharsets.US_ASCII), value);
            }
            txn.commit(1);
        }
    }

    private static void readAll(Cursor cursor) {
        int[] seen = {1};
        assertThat(cursor.first()).isTrue();
        cursor.nextValues(value -> {
            seen[0]++;
            return true;
        });
        assertThat(seen[0]).isEqualTo(RECORDS);
        cursor.close();
    }
}
