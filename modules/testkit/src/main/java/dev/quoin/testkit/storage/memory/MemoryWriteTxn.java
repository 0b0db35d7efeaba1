package dev.quoin.testkit.storage.memory;

import dev.quoin.api.storage.Table;
import dev.quoin.api.storage.WriteTxn;
import org.jspecify.annotations.Nullable;

/** A transaction: roots of its own, which become the committed ones. */
final class MemoryWriteTxn extends MemoryView implements WriteTxn {
    private static final int MAX_KEY = 65_535;
    private boolean ended;

    MemoryWriteTxn(MemoryBackend backend, @Nullable Tree[] roots) {
        super(backend, roots);
    }

    @Override
    public void put(Table table, byte[] key, byte[] value) {
        int ordinal = ordinal(table);
        if (key.length == 0 || key.length > MAX_KEY) {
            throw new IllegalArgumentException("a key has 1 to 65535 bytes, not " + key.length);
        }
        roots[ordinal] = Tree.put(roots[ordinal], key.clone(), value.clone());
    }

    @Override
    public void delete(Table table, byte[] key) {
        int ordinal = ordinal(table);
        roots[ordinal] = Tree.remove(roots[ordinal], key);
    }

    @Override
    public void commit(long appliedIndex) {
        checkOpen();
        backend.commit(roots, appliedIndex);
        close();
    }

    @Override
    public void close() {
        super.close();
        if (!ended) {
            ended = true;
            backend.ended();
        }
    }
}
