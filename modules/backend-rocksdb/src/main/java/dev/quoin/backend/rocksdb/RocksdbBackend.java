package dev.quoin.backend.rocksdb;

import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageStats;
import dev.quoin.api.storage.WriteTxn;
import dev.quoin.backend.support.StoreLife;
import java.nio.file.Path;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDBException;

/** An open store. */
final class RocksdbBackend implements StorageBackend {
    private final RocksdbStore store;
    private final Owned owned;
    private final DurableMark mark;
    private final Maintenance maintenance;
    private final StoreLife life;
    private final Snapshots snapshots;
    private final CommitPath commits;
    private final FlushOptions flushOptions;
    private final Object syncing = new Object();

    RocksdbBackend(RocksdbStore store, Tuning tuning, DurableMark mark, long index, Owned owned) {
        this.store = store;
        this.mark = mark;
        this.owned = owned;
        this.life = new StoreLife(store.directory().toString(), index);
        this.snapshots = new Snapshots(store.db(), life.gate());
        this.commits = new CommitPath(store, life, snapshots, owned);
        this.maintenance = new Maintenance(store, tuning);
        flushOptions = owned.add(new FlushOptions().setWaitForFlush(true).setAllowWriteStall(true));
    }

    @Override
    public ReadView openView() {
        synchronized (life.gate()) {
            life.gate().check();
            return new RocksdbView(store, life.gate(), snapshots.current());
        }
    }

    @Override
    public WriteTxn begin() {
        return life.begin(() -> new RocksdbWriteTxn(store, life.gate(), snapshots.latest(), commits));
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
            long index = life.lastApplied();
            try {
                store.db().flush(flushOptions, store.families().all());
            } catch (RocksDBException e) {
                throw store.error(e);
            }
            mark.advance(index);
            life.durable(index);
            life.syncs().since(start);
            return life.lastDurable();
        }
    }

    @Override
    public StorageStats stats() {
        return life.during(() -> maintenance.stats(life.commits(), life.syncs()));
    }

    @Override
    public void checkpoint(Path target) {
        life.during(() -> {
            flush();
            maintenance.checkpoint(target, life.lastDurable());
            return 0;
        });
    }

    @Override
    public void reclaim() {
        life.during(() -> {
            maintenance.reclaim();
            return 0;
        });
    }

    @Override
    public void close() {
        life.close(maintenance::stop, this::flush, () -> {
            snapshots.close();
            owned.close();
        });
    }
}
