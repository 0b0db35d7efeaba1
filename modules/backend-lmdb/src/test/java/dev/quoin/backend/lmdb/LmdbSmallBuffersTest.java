package dev.quoin.backend.lmdb;

import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.testkit.storage.CrashTests;
import dev.quoin.testkit.storage.InProcessStorageConformance;
import java.util.Map;

/** With buffers so small that in these tests the engine does what it else does after hours. */
class LmdbSmallBuffersTest extends InProcessStorageConformance implements CrashTests {
    @Override
    public StorageBackendProvider provider() {
        return new LmdbBackendProvider();
    }

    @Override
    public Map<String, String> config() {
        return Map.of("memtable-size", "64KiB");
    }
}
