package dev.quoin.backend.rocksdb;

import dev.quoin.backend.support.PendingWrites;
import dev.quoin.backend.support.StoreLife;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** The way of a transaction's writes into RocksDB: one batch, without a write-ahead log. */
final class CommitPath {
    private final RocksdbStore store;
    private final StoreLife life;
    private final Snapshots snapshots;
    private final WriteOptions options;

    CommitPath(RocksdbStore store, StoreLife life, Snapshots snapshots, Owned owned) {
        this.store = store;
        this.life = life;
        this.snapshots = snapshots;
        this.options = owned.add(new WriteOptions().setDisableWAL(true).setMemtableInsertHintPerBatch(true));
    }

    void commit(PendingWrites pending, long index) {
        life.checkIndex(index);
        try (WriteBatch batch = new BatchWriter(store.families()).write(pending, index)) {
            long start = System.nanoTime();
            store.db().write(options, batch);
            life.applied(index);
            snapshots.retire();
            life.commits().since(start);
        } catch (RocksDBException e) {
            throw store.error(e);
        }
    }

    /** The transaction has ended, with or without a commit. */
    void ended() {
        life.writerEnded();
    }
}
