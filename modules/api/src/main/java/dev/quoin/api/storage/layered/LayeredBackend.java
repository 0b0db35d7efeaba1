package dev.quoin.api.storage.layered;

import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.StorageStats;
import dev.quoin.api.storage.Table;
import dev.quoin.api.storage.WriteTxn;
import dev.quoin.api.storage.support.Gate;
import dev.quoin.api.storage.support.Meter;
import dev.quoin.api.storage.support.PendingWrites;
import java.nio.file.Path;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** The backend over an engine. Views and transactions are held by the gate; the other calls hold the lock that a close takes exclusively. */
public final class LayeredBackend implements StorageBackend {
    private final String name;
    private final BaseStore base;
    private final int tables;
    private final long memtableLimit;
    private final Gate gate;
    private final ReadWriteLock life = new ReentrantReadWriteLock();
    private final Object syncing = new Object();
    /** Guards the change of layers against commits. */
    private final Object writing = new Object();

    private final Meter commits = new Meter();
    private final Meter syncs = new Meter();
    private volatile Layers layers;
    private volatile long commit;
    private volatile long appliedIndex;
    private volatile long durableIndex;
    private volatile @Nullable StorageException failure;
    private @Nullable LayeredWriteTxn open;

    /**
     * Over an engine that was just opened.
     *
     * @param name by which messages call the store
     * @param tables how many tables there are
     * @param memtableLimit bytes of the heap at which a commit waits for a sync of its own
     */
    public LayeredBackend(String name, BaseStore base, int tables, long memtableLimit) {
        this.name = name;
        this.base = base;
        this.tables = tables;
        this.memtableLimit = memtableLimit;
        this.gate = new Gate(name);
        this.layers = new Layers(new Memtable(tables), null, 0);
        this.appliedIndex = base.appliedIndex();
        this.durableIndex = appliedIndex;
    }

    void checkTable(Table table) {
        if (table.ordinal() < 0 || table.ordinal() >= tables) {
            throw new IllegalArgumentException("not a table of this store: " + table);
        }
    }

    @Override
    public ReadView openView() {
        return openView((seen, commit, view) -> new LayeredView(this, gate, seen, commit, view));
    }

    private interface Opener<T> {
        T open(Layers layers, long commit, BaseView view);
    }

    /** A freeze between looking at the layers and opening the engine's view would let the view see two moments. */
    private <T> T openView(Opener<T> opener) {
        synchronized (gate) {
            while (true) {
                gate.check();
                Layers seen = layers;
                long at = commit;
                BaseView view = base.openView();
                if (layers.generation() == seen.generation()) {
                    return opened(opener, seen, at, view);
                }
                view.close();
            }
        }
    }

    private static <T> T opened(Opener<T> opener, Layers seen, long at, BaseView view) {
        try {
            return opener.open(seen, at, view);
        } catch (RuntimeException e) {
            view.close();
            throw e;
        }
    }

    @Override
    public WriteTxn begin() {
        synchronized (gate) {
            gate.check();
            if (open != null) {
                throw new IllegalStateException("a write transaction is open already");
            }
            open = openView(
                    (seen, at, view) -> new LayeredWriteTxn(this, gate, seen, at, view, new PendingWrites(tables)));
            return open;
        }
    }

    /** Under the monitor of the gate. */
    void ended() {
        open = null;
    }

    void commit(PendingWrites writes, long index) {
        long start = System.nanoTime();
        if (index < appliedIndex) {
            throw new IllegalArgumentException(
                    "applied index " + index + " is smaller than the one before, " + appliedIndex);
        }
        checkSound();
        boolean full;
        synchronized (writing) {
            layers.active().add(writes, commit + 1);
            appliedIndex = index;
            commit++;
            full = layers.active().bytes() > memtableLimit;
        }
        if (full) {
            flush();
        }
        commits.since(start);
    }

    private void checkSound() {
        StorageException before = failure;
        if (before != null) {
            throw new StorageException(before.kind(), "after an error before: " + before.getMessage(), before);
        }
    }

    @Override
    public long appliedIndex() {
        gate.check();
        return appliedIndex;
    }

    @Override
    public long durableIndex() {
        gate.check();
        return durableIndex;
    }

    @Override
    public long sync() {
        return alive(this::flush);
    }

    private long flush() {
        synchronized (syncing) {
            long start = System.nanoTime();
            checkSound();
            Memtable frozen;
            long index;
            synchronized (writing) {
                index = appliedIndex;
                if (index == durableIndex && layers.active().bytes() == 0) {
                    return index;
                }
                layers = layers.freeze();
                frozen = layers.frozen();
            }
            if (frozen != null) {
                apply(frozen, index);
            }
            syncs.since(start);
            return index;
        }
    }

    private void apply(Memtable frozen, long index) {
        try {
            base.apply(frozen, index);
        } catch (StorageException e) {
            failure = e;
            throw e;
        } catch (RuntimeException | Error e) {
            failure = new StorageException(StorageException.Kind.IO, name + ": " + e, e);
            throw e;
        }
        synchronized (writing) {
            layers = layers.thaw();
        }
        durableIndex = index;
    }

    @Override
    public StorageStats stats() {
        return alive(() -> {
            long disk = base.diskBytes();
            long used = Math.min(disk, base.inUseBytes());
            return new StorageStats(
                    disk,
                    used,
                    disk - used,
                    commits.count(),
                    commits.nanos(),
                    syncs.count(),
                    syncs.nanos(),
                    base.memoryBytes());
        });
    }

    @Override
    public void checkpoint(Path target) {
        alive(() -> {
            synchronized (syncing) {
                flush();
                base.checkpoint(target);
            }
            return 0;
        });
    }

    @Override
    public void reclaim() {
        gate.check();
        throw new UnsupportedOperationException(name + ": this backend does not give space back while it is open");
    }

    private interface Call<T> {
        T run();
    }

    private <T> T alive(Call<T> call) {
        life.readLock().lock();
        try {
            gate.check();
            return call.run();
        } finally {
            life.readLock().unlock();
        }
    }

    @Override
    public void close() {
        if (!gate.close()) {
            return;
        }
        life.writeLock().lock();
        try {
            if (failure == null) {
                flush();
            }
        } finally {
            try {
                base.close();
            } finally {
                life.writeLock().unlock();
            }
        }
    }
}
