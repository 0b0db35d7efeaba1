package dev.quoin.backend.rocksdb;

import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.testkit.storage.CrashTests;
import dev.quoin.testkit.storage.InProcessStorageConformance;
import java.util.Map;

/** With buffers so small that in these tests the engine does what it else does after hours. */
class RocksdbSmallBuffersTest extends InProcessStorageConformance implements CrashTests {
    @Override
    public StorageBackendProvider provider() {
        return new RocksdbBackendProvider();
    }

    @Override
    public Map<String, String> config() {
        return Map.of(
                "memtable-size",
                "1MiB",
                "memtable-total-size",
                "4MiB",
                "block-cache-size",
                "8MiB",
                "file-size",
                "1MiB");
    }
}
