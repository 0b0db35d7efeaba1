package dev.quoin.backend.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.Table;
import dev.quoin.api.storage.WriteTxn;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data file has a largest size, and may have been given a larger one before. */
class LmdbMaxSizeTest {
    private static final Table TABLE = new Table(0, "records");
    private static final int RECORDS = 4000;
    private static final int VALUE = 1000;

    @TempDir
    Path directory;

    @Test
    void aFileLargerThanItMayBeNowIsReadAndTakesNoMore() {
        try (StorageBackend backend = open("64MiB")) {
            write(backend, 1);
            backend.sync();
        }
        try (StorageBackend backend = open("1MiB")) {
            assertThat(count(backend)).isEqualTo(RECORDS);
            write(backend, 2);
            assertThatThrownBy(backend::sync)
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("raise --lmdb-max-size");
        }
    }

    private StorageBackend open(String maxSize) {
        LmdbBackendProvider provider = new LmdbBackendProvider();
        return provider.open(
                provider.configSpec().read(Map.of("max-size", maxSize)),
                new StorageBackendContext(directory, List.of(TABLE)));
    }

    private static void write(StorageBackend backend, long index) {
        try (WriteTxn txn = backend.begin()) {
            for (int i = 0; i < RECORDS; i++) {
                txn.put(TABLE, ("record-" + index + "-" + i).getBytes(), new byte[VALUE]);
            }
            txn.commit(index);
        }
    }

    private static int count(StorageBackend backend) {
        int count = 0;
        try (ReadView view = backend.openView();
                Cursor cursor = view.cursor(TABLE, null, null)) {
            for (boolean more = cursor.first(); more; more = cursor.next()) {
                count++;
            }
        }
        return count;
    }
}
