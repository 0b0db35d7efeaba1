package dev.quoin.backend.rocksdb;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.Table;
import dev.quoin.api.storage.WriteTxn;
import dev.quoin.backend.support.Gate;
import dev.quoin.backend.support.PendingWrites;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A transaction: collects its writes in the heap and hands them over at the commit. */
final class RocksdbWriteTxn extends RocksdbView implements WriteTxn {
    private final PendingWrites pending;
    private final CommitPath path;

    RocksdbWriteTxn(RocksdbStore store, Gate gate, Snapshots.Shared latest, CommitPath path) {
        super(store, gate, latest);
        this.path = path;
        pending = new PendingWrites(store.families().byOrdinal().size());
    }

    @Override
    public @Nullable ByteBuffer get(Table table, byte[] key) {
        begin();
        try {
            store.families().of(table);
            byte[] value = pending.find(table, key);
            if (value == null) {
                value = read(table, key);
            }
            return value == null || value == PendingWrites.REMOVED ? null : ByteBuffer.wrap(value);
        } finally {
            done();
        }
    }

    @Override
    public Cursor sweep(Table table, byte @Nullable [] from, byte @Nullable [] to) {
        return cursor(table, from, to);
    }

    @Override
    public Cursor cursor(Table table, byte @Nullable [] from, byte @Nullable [] to) {
        begin();
        try {
            return pending.over(openCursor(table, false, from, to), this::check, table, from, to);
        } finally {
            done();
        }
    }

    @Override
    public void put(Table table, byte[] key, byte[] value) {
        begin();
        try {
            store.families().of(table);
            pending.put(table, key, value);
        } finally {
            done();
        }
    }

    @Override
    public void delete(Table table, byte[] key) {
        begin();
        try {
            store.families().of(table);
            pending.delete(table, key);
        } finally {
            done();
        }
    }

    @Override
    public void commit(long appliedIndex) {
        begin();
        try {
            path.commit(pending, appliedIndex);
        } finally {
            done();
        }
        close();
    }

    @Override
    protected void release() {
        super.release();
        path.ended();
    }
}
