package dev.quoin.testkit.storage.memory;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.Table;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A view of one state, or of the roots that a transaction has made so far. */
class MemoryView implements ReadView {
    final MemoryBackend backend;
    final @Nullable Tree[] roots;
    private boolean closed;

    MemoryView(MemoryBackend backend, @Nullable Tree[] roots) {
        this.backend = backend;
        this.roots = roots;
    }

    final void checkOpen() {
        backend.checkOpen();
        if (closed) {
            throw new StorageException(StorageException.Kind.CLOSED, "the view is closed");
        }
    }

    final int ordinal(Table table) {
        checkOpen();
        if (table.ordinal() < 0 || table.ordinal() >= backend.tables()) {
            throw new IllegalArgumentException("not a table of this store: " + table);
        }
        return table.ordinal();
    }

    @Override
    public final @Nullable ByteBuffer get(Table table, byte[] key) {
        Tree found = Tree.get(roots[ordinal(table)], key);
        return found == null ? null : ByteBuffer.wrap(found.value()).asReadOnlyBuffer();
    }

    @Override
    public final Cursor cursor(Table table, byte @Nullable [] from, byte @Nullable [] to) {
        byte[] low = from == null ? new byte[0] : from.clone();
        return new MemoryCursor(this, roots[ordinal(table)], low, to == null ? null : to.clone());
    }

    @Override
    public void close() {
        closed = true;
    }
}
