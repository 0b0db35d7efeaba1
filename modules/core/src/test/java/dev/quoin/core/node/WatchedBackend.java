package dev.quoin.core.node;

import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageStats;
import dev.quoin.api.storage.WriteTxn;
import java.nio.file.Path;

/** Tells when a view is opened. */
record WatchedBackend(StorageBackend backend, Runnable viewOpened) implements StorageBackend {
    @Override
    public ReadView openView() {
        viewOpened.run();
        return backend.openView();
    }

    @Override
    public WriteTxn begin() {
        return backend.begin();
    }

    @Override
    public long appliedIndex() {
        return backend.appliedIndex();
    }

    @Override
    public long durableIndex() {
        return backend.durableIndex();
    }

    @Override
    public long sync() {
        return backend.sync();
    }

    @Override
    public StorageStats stats() {
        return backend.stats();
    }

    @Override
    public void checkpoint(Path target) {
        backend.checkpoint(target);
    }

    @Override
    public void reclaim() {
        backend.reclaim();
    }

    @Override
    public void close() {
        backend.close();
    }
}
