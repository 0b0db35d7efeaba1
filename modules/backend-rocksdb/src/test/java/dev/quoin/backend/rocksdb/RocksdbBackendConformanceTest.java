package dev.quoin.backend.rocksdb;

import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.testkit.storage.StorageBackendConformance;

class RocksdbBackendConformanceTest extends StorageBackendConformance {
    @Override
    public StorageBackendProvider provider() {
        return new RocksdbBackendProvider();
    }
}
