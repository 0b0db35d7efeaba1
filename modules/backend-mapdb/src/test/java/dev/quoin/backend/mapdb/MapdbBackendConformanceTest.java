package dev.quoin.backend.mapdb;

import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.testkit.storage.StorageBackendConformance;

class MapdbBackendConformanceTest extends StorageBackendConformance {
    @Override
    public StorageBackendProvider provider() {
        return new MapdbBackendProvider();
    }
}
