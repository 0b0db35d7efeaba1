package dev.quoin.backend.rocksdb;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.Table;
import dev.quoin.backend.support.Gate;
import dev.quoin.backend.support.Guarded;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** A view of a shared snapshot. */
class RocksdbView extends Guarded implements ReadView {
    final RocksdbStore store;
    private final Snapshots.Shared shared;
    private @Nullable List<RocksdbCursor> cursors;

    RocksdbView(RocksdbStore store, Gate gate, Snapshots.Shared shared) {
        super(gate);
        this.store = store;
        this.shared = shared;
        open();
    }

    @Override
    public @Nullable ByteBuffer get(Table table, byte[] key) {
        enter();
        try {
            byte[] value = read(table, key);
            return value == null ? null : ByteBuffer.wrap(value);
        } finally {
            exit();
        }
    }

    final byte @Nullable [] read(Table table, byte[] key) {
        try {
            return store.db().get(store.families().of(table), shared.options, key);
        } catch (RocksDBException e) {
            throw store.error(e);
        }
    }

    @Override
    public Cursor cursor(Table table, byte @Nullable [] from, byte @Nullable [] to) {
        enter();
        try {
            return openCursor(table, false, from, to);
        } finally {
            exit();
        }
    }

    @Override
    public Cursor sweep(Table table, byte @Nullable [] from, byte @Nullable [] to) {
        enter();
        try {
            return openCursor(table, true, from, to);
        } finally {
            exit();
        }
    }

    final RocksdbCursor openCursor(Table table, boolean once, byte @Nullable [] from, byte @Nullable [] to) {
        RocksdbCursor cursor = new RocksdbCursor(this, store, table, shared.options, once, from, to);
        if (cursors == null) {
            cursors = new ArrayList<>(2);
        }
        cursors.add(cursor);
        return cursor;
    }

    final boolean tryBegin() {
        return tryEnter();
    }

    final void begin() {
        enter();
    }

    /** Instead of begin and done, for what touches nothing that could be released. */
    final void look() {
        check();
    }

    final void done() {
        exit();
    }

    final void forget(RocksdbCursor cursor) {
        if (cursors != null) {
            cursors.remove(cursor);
        }
    }

    @Override
    protected void release() {
        if (cursors != null) {
            cursors.forEach(RocksdbCursor::free);
            cursors = null;
        }
        shared.drop();
    }

    @Override
    public void close() {
        end();
    }
}
