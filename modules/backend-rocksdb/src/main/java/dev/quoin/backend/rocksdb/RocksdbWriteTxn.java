package dev.quoin.backend.rocksdb;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.Table;
import dev.quoin.api.storage.WriteTxn;
import dev.quoin.api.storage.support.Gate;
import dev.quoin.api.storage.support.PendingWrites;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** A transaction: collects its writes in the heap and hands them over at the commit. */
final class RocksdbWriteTxn extends RocksdbView implements WriteTxn {
    private final PendingWrites pending;

    RocksdbWriteTxn(RocksdbBackend backend, Gate gate, Snapshots.Shared latest) {
        super(backend, gate, latest);
        pending = new PendingWrites(backend.families().byOrdinal().size());
    }

    @Override
    public @Nullable ByteBuffer get(Table table, byte[] key) {
        begin();
        try {
            backend.families().of(table);
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
            backend.families().of(table);
            pending.put(table, key, value);
        } finally {
            done();
        }
    }

    @Override
    public void delete(Table table, byte[] key) {
        begin();
        try {
            backend.families().of(table);
            pending.delete(table, key);
        } finally {
            done();
        }
    }

    @Override
    public void commit(long appliedIndex) {
        begin();
        try {
            backend.checkIndex(appliedIndex);
            try (WriteBatch batch = new BatchWriter(backend.families()).write(pending, appliedIndex)) {
                backend.write(batch, appliedIndex);
            } catch (RocksDBException e) {
                throw Errors.of(backend.directory(), e);
            }
        } finally {
            done();
        }
        close();
    }

    @Override
    protected void release() {
        super.release();
        backend.ended();
    }
}
