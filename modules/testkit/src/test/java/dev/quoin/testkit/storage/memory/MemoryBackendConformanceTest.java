package dev.quoin.testkit.storage.memory;

import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.testkit.storage.InProcessStorageConformance;

class MemoryBackendConformanceTest extends InProcessStorageConformance {
    private final MemoryBackendProvider provider = new MemoryBackendProvider();

    @Override
    public StorageBackendProvider provider() {
        return provider;
    }
}
