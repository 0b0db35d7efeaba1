package dev.quoin.backend.support.layered;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.Table;
import dev.quoin.backend.support.Gate;
import dev.quoin.backend.support.Guarded;
import dev.quoin.backend.support.PendingWrites;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A view: the number of a commit, the layers then, and the engine below them. */
class LayeredView extends Guarded implements ReadView {
    final LayeredBackend backend;
    private final Layers layers;
    private final long commit;
    private final BaseView base;

    LayeredView(LayeredBackend backend, Gate gate, Layers layers, long commit, BaseView base) {
        super(gate);
        this.backend = backend;
        this.layers = layers;
        this.commit = commit;
        this.base = base;
        open();
    }

    @Override
    public @Nullable ByteBuffer get(Table table, byte[] key) {
        enter();
        try {
            backend.checkTable(table);
            return find(table, key);
        } finally {
            exit();
        }
    }

    @Nullable
    ByteBuffer find(Table table, byte[] key) {
        byte[] value = layers.find(table, key, commit);
        if (value == null) {
            return base.get(table, key);
        }
        return value == PendingWrites.REMOVED ? null : ByteBuffer.wrap(value);
    }

    @Override
    public final Cursor cursor(Table table, byte @Nullable [] from, byte @Nullable [] to) {
        enter();
        try {
            backend.checkTable(table);
            byte[] low = from == null ? null : from.clone();
            byte[] high = to == null ? null : to.clone();
            return new LayeredCursor(this, merge(table, low, high));
        } finally {
            exit();
        }
    }

    Cursor merge(Table table, byte @Nullable [] from, byte @Nullable [] to) {
        return layers.over(base.cursor(table, from, to), table, from, to, commit);
    }

    final boolean tryBegin() {
        return tryEnter();
    }

    final void begin() {
        enter();
    }

    final void done() {
        exit();
    }

    @Override
    protected void release() {
        base.close();
    }

    @Override
    public void close() {
        end();
    }
}
