package dev.quoin.tests.simulation;

import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.core.node.Node;
import dev.quoin.core.snapshot.BackendHome;
import dev.quoin.testkit.cluster.MemberSite;
import dev.quoin.testkit.storage.memory.MemoryBackendProvider;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The numbered stores on a simulated machine, one of which counts. */
final class SiteStores implements BackendHome {
    private final MemberSite site;
    private final MemoryBackendProvider provider;
    private @Nullable StorageBackend current;

    SiteStores(MemberSite site) {
        this.site = site;
        this.provider = new MemoryBackendProvider(site.medium());
    }

    @Override
    public StorageBackend open() {
        current = open(site.store());
        return current;
    }

    /** The backend that the member uses now. */
    StorageBackend current() {
        return Objects.requireNonNull(current, "not open");
    }

    private StorageBackend open(int number) {
        return provider.open(
                provider.configSpec().read(Map.of()),
                new StorageBackendContext(MemberSite.storeFolder(number), Node.tables()));
    }

    @Override
    public Staged stage() {
        int number = site.newStore();
        StorageBackend backend = open(number);
        return new Staged() {
            @Override
            public StorageBackend backend() {
                return backend;
            }

            @Override
            public void promote() {
                site.setStore(number);
                current = backend;
            }

            @Override
            public void discard() {
                backend.close();
            }
        };
    }
}
