package dev.quoin.backend.support.layered;

import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.StorageStats;
import dev.quoin.api.storage.Table;
import dev.quoin.api.storage.WriteTxn;
import dev.quoin.backend.support.Gate;
import dev.quoin.backend.support.PendingWrites;
import dev.quoin.backend.support.StoreLife;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The backend over an engine. */
public final class LayeredBackend implements StorageBackend {
    private final String name;
    private final BaseStore base;
    private final int tables;
    private final long memtableLimit;
    private final StoreLife life;
    private final Gate gate;
    private final Object syncing = new Object();
    /** Guards the change of layers against commits. */
    private final Object writing = new Object();

    private volatile Layers layers;
    private volatile long commit;
    private volatile @Nullable StorageException failure;

    /**
     * Makes a backend over an engine that was just opened.
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
        this.life = new StoreLife(name, base.appliedIndex());
        this.gate = life.gate();
        this.layers = new Layers(new Memtable(tables), null, 0);
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
        return life.begin(() -> openView(
                (seen, at, view) -> new LayeredWriteTxn(this, gate, seen, at, view, new PendingWrites(tables))));
    }

    /** Under the monitor of the gate. */
    void ended() {
        life.writerEnded();
    }

    void commit(PendingWrites writes, long index) {
        long start = System.nanoTime();
        life.checkIndex(index);
        checkSound();
        boolean full;
        synchronized (writing) {
            layers.active().add(writes, commit + 1);
            life.applied(index);
            commit++;
            full = layers.active().bytes() > memtableLimit;
        }
        if (full) {
            flush();
        }
        life.commits().since(start);
    }

    private void checkSound() {
        StorageException before = failure;
        if (before != null) {
            throw new StorageException(before.kind(), "after an error before: " + before.getMessage(), before);
        }
    }

    @Override
    public long appliedIndex() {
        return life.appliedIndex();
    }

    @Override
    public long durableIndex() {
        return life.durableIndex();
    }

    @Override
    public long sync() {
        return life.during(this::flush);
    }

    private long flush() {
        synchronized (syncing) {
            long start = System.nanoTime();
            checkSound();
            Memtable frozen;
            long index;
            synchronized (writing) {
                index = life.lastApplied();
                if (index == life.lastDurable() && layers.active().bytes() == 0) {
                    return index;
                }
                layers = layers.freeze();
                frozen = layers.frozen();
            }
            if (frozen != null) {
                apply(frozen, index);
            }
            life.syncs().since(start);
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
        life.durable(index);
    }

    @Override
    public StorageStats stats() {
        return life.during(() -> {
            long disk = base.diskBytes();
            long used = Math.min(disk, base.inUseBytes());
            return new StorageStats(
                    disk,
                    used,
                    disk - used,
                    life.commits().count(),
                    life.commits().nanos(),
                    life.syncs().count(),
                    life.syncs().nanos(),
                    base.memoryBytes());
        });
    }

    @Override
    public void checkpoint(Path target) {
        life.during(() -> {
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

    @Override
    public void close() {
        life.close(() -> {}, this::flushUnlessFailed, base::close);
    }

    private void flushUnlessFailed() {
        if (failure == null) {
            flush();
        }
    }
}
