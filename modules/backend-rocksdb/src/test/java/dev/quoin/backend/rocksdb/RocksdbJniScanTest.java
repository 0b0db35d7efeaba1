package dev.quoin.backend.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.api.storage.WriteTxn;
import dev.quoin.testkit.storage.BoundsTests;
import dev.quoin.testkit.storage.IterationTests;
import dev.quoin.testkit.storage.ScanTests;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another version of RocksDB than the tested one is scanned by way of JNI, with the same answers. */
class RocksdbJniScanTest implements BoundsTests, IterationTests, ScanTests {
    private static final String ANOTHER_VERSION = "10.10.2";

    @TempDir
    Path folder;

    @Override
    public StorageBackendProvider provider() {
        return new RocksdbBackendProvider(ANOTHER_VERSION);
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Test
    void anotherVersionIsNotScannedDirectly() {
        assertThat(scansDirectly(open())).isFalse();
    }

    @Test
    void theVersionInUseIsTheOneThatWasTested() {
        StorageBackendProvider shipped = new RocksdbBackendProvider();
        assertThat(scansDirectly(shipped.open(
                        shipped.configSpec().read(config()), new StorageBackendContext(folder, List.of(ONE, TWO)))))
                .as(
                        "DirectScan was tested with RocksDB %s: run its tests with the new one, then change the constant",
                        DirectScan.TESTED_VERSION)
                .isTrue();
    }

    private static boolean scansDirectly(StorageBackend backend) {
        try (backend) {
            try (WriteTxn txn = backend.begin()) {
                txn.put(ONE, new byte[] {1}, new byte[] {1});
                txn.put(ONE, new byte[] {2}, new byte[] {2});
                txn.commit(1);
            }
            try (ReadView view = backend.openView();
                    Cursor cursor = view.cursor(ONE, null, null)) {
                assertThat(cursor.first()).isTrue();
                assertThat(cursor.next()).isTrue();
                return ((RocksdbCursor) cursor).isDirect();
            }
        }
    }
}
