package dev.quoin.testkit.storage.memory;

import static dev.quoin.api.storage.StorageStats.UNKNOWN;

import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.StorageStats;
import dev.quoin.api.storage.WriteTxn;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The model backend: the committed state is one immutable value, so a view is a reference to it. */
final class MemoryBackend implements StorageBackend {
    private final MemoryMedium medium;
    private final MemoryStore store;
    private final int tables;
    private volatile MemoryState committed;
    private volatile boolean closed;
    private @Nullable MemoryWriteTxn open;
    private long commits;
    private long syncs;

    MemoryBackend(MemoryMedium medium, MemoryStore store, StorageBackendContext context) {
        this.medium = medium;
        this.store = store;
        this.tables = context.tables().size();
        this.committed = store.acquire(this).arrange(context.tables());
    }

    void checkOpen() {
        if (closed) {
            throw new StorageException(StorageException.Kind.CLOSED, "the store is closed");
        }
    }

    int tables() {
        return tables;
    }

    @Override
    public ReadView openView() {
        checkOpen();
        return new MemoryView(this, committed.roots());
    }

    @Override
    public synchronized WriteTxn begin() {
        checkOpen();
        if (open != null) {
            throw new IllegalStateException("a write transaction is open already");
        }
        open = new MemoryWriteTxn(this, committed.roots().clone());
        return open;
    }

    synchronized void commit(@Nullable Tree[] roots, long appliedIndex) {
        checkOpen();
        if (appliedIndex < committed.index()) {
            throw new IllegalArgumentException(
                    "applied index " + appliedIndex + " is smaller than the one before, " + committed.index());
        }
        MemoryState next = committed.next(roots, appliedIndex);
        store.committed(next);
        committed = next;
        commits++;
    }

    synchronized void ended() {
        open = null;
    }

    @Override
    public long appliedIndex() {
        checkOpen();
        return committed.index();
    }

    @Override
    public long durableIndex() {
        checkOpen();
        return store.durable().index();
    }

    @Override
    public synchronized long sync() {
        checkOpen();
        syncs++;
        return store.sync().index();
    }

    @Override
    public synchronized StorageStats stats() {
        checkOpen();
        long bytes = committed.bytes();
        return new StorageStats(bytes, bytes, 0, commits, UNKNOWN, syncs, UNKNOWN, UNKNOWN);
    }

    @Override
    public void checkpoint(Path target) {
        checkOpen();
        medium.copy(store.durable(), target);
    }

    @Override
    public void reclaim() {
        throw new UnsupportedOperationException("the memory backend has nothing to reclaim");
    }

    /** Makes every method fail from now on, as after a crash. */
    void die() {
        closed = true;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            try {
                store.sync();
            } finally {
                store.release(this);
            }
        }
    }
}
