package dev.quoin.backend.rocksdb;

import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageStats;
import dev.quoin.api.storage.WriteTxn;
import dev.quoin.api.storage.support.Gate;
import dev.quoin.api.storage.support.Meter;
import java.nio.file.Path;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** An open store. Views and transactions are held by the gate; the other calls hold the lock that a close takes exclusively. */
final class RocksdbBackend implements StorageBackend {
    private final Path directory;
    private final RocksDB db;
    private final Families families;
    private final Owned owned;
    private final DurableMark mark;
    private final Maintenance maintenance;
    private final Gate gate;
    private final Snapshots snapshots;
    private final WriteOptions writeOptions;
    private final FlushOptions flushOptions;
    private final ReadWriteLock life = new ReentrantReadWriteLock();
    private final Object syncing = new Object();
    private final Meter commits = new Meter();
    private final Meter syncs = new Meter();
    private volatile long appliedIndex;
    private volatile long durableIndex;
    private @Nullable RocksdbWriteTxn writing;

    RocksdbBackend(
            Path directory, RocksDB db, Families families, Tuning tuning, DurableMark mark, long index, Owned owned) {
        this.directory = directory;
        this.db = db;
        this.families = families;
        this.mark = mark;
        this.owned = owned;
        this.gate = new Gate(directory.toString());
        this.snapshots = new Snapshots(db, gate);
        this.maintenance = new Maintenance(directory, db, families, tuning.cache);
        writeOptions = owned.add(new WriteOptions().setDisableWAL(true).setMemtableInsertHintPerBatch(true));
        flushOptions = owned.add(new FlushOptions().setWaitForFlush(true).setAllowWriteStall(true));
        appliedIndex = index;
        durableIndex = index;
    }

    @Override
    public ReadView openView() {
        return snapshots.openView(this);
    }

    @Override
    public WriteTxn begin() {
        synchronized (gate) {
            gate.check();
            if (writing != null) {
                throw new IllegalStateException("a write transaction is open already");
            }
            writing = new RocksdbWriteTxn(this, gate, snapshots.latest());
            return writing;
        }
    }

    /** Under the monitor of the gate. */
    void ended() {
        writing = null;
    }

    void checkIndex(long index) {
        if (index < appliedIndex) {
            throw new IllegalArgumentException(
                    "applied index " + index + " is smaller than the one before, " + appliedIndex);
        }
    }

    void write(WriteBatch batch, long index) {
        long start = System.nanoTime();
        try {
            db.write(writeOptions, batch);
        } catch (RocksDBException e) {
            throw Errors.of(directory, e);
        }
        appliedIndex = index;
        snapshots.retire();
        commits.since(start);
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
            long index = appliedIndex;
            try {
                db.flush(flushOptions, families.all());
            } catch (RocksDBException e) {
                throw Errors.of(directory, e);
            }
            mark.advance(index);
            durableIndex = Math.max(durableIndex, index);
            syncs.since(start);
            return durableIndex;
        }
    }

    @Override
    public StorageStats stats() {
        return alive(() -> maintenance.stats(commits, syncs));
    }

    @Override
    public void checkpoint(Path target) {
        alive(() -> {
            flush();
            maintenance.checkpoint(target, durableIndex);
            return 0;
        });
    }

    @Override
    public void reclaim() {
        alive(() -> {
            maintenance.reclaim();
            return 0;
        });
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
        maintenance.stop();
        life.writeLock().lock();
        try {
            flush();
        } finally {
            try {
                snapshots.close();
                owned.close();
            } finally {
                life.writeLock().unlock();
            }
        }
    }

    Path directory() {
        return directory;
    }

    RocksDB db() {
        return db;
    }

    Families families() {
        return families;
    }
}
