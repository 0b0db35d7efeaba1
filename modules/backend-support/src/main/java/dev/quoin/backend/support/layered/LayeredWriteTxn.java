package dev.quoin.backend.support.layered;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.Table;
import dev.quoin.api.storage.WriteTxn;
import dev.quoin.backend.support.Gate;
import dev.quoin.backend.support.PendingWrites;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A transaction: a view of the last commit with writes of its own over it. */
final class LayeredWriteTxn extends LayeredView implements WriteTxn {
    private final PendingWrites pending;

    LayeredWriteTxn(
            LayeredBackend backend, Gate gate, Layers layers, long commit, BaseView base, PendingWrites pending) {
        super(backend, gate, layers, commit, base);
        this.pending = pending;
    }

    @Override
    @Nullable
    ByteBuffer find(Table table, byte[] key) {
        byte[] value = pending.find(table, key);
        if (value == null) {
            return super.find(table, key);
        }
        return value == PendingWrites.REMOVED ? null : ByteBuffer.wrap(value);
    }

    @Override
    Cursor merge(Table table, byte @Nullable [] from, byte @Nullable [] to) {
        return pending.over(super.merge(table, from, to), () -> {}, table, from, to);
    }

    @Override
    public void put(Table table, byte[] key, byte[] value) {
        begin();
        try {
            backend.checkTable(table);
            pending.put(table, key, value);
        } finally {
            done();
        }
    }

    @Override
    public void delete(Table table, byte[] key) {
        begin();
        try {
            backend.checkTable(table);
            pending.delete(table, key);
        } finally {
            done();
        }
    }

    @Override
    public void commit(long appliedIndex) {
        begin();
        try {
            backend.commit(pending, appliedIndex);
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
