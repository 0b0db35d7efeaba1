package dev.quoin.backend.lmdb;

import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.testkit.storage.StorageBackendConformance;

class LmdbBackendConformanceTest extends StorageBackendConformance {
    @Override
    public StorageBackendProvider provider() {
        return new LmdbBackendProvider();
    }
}
