package dev.quoin.testkit.storage.memory;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.StorageException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A cursor that searches from the root for every move: the state it moves over never changes. */
final class MemoryCursor implements Cursor {
    private final MemoryView view;
    private final @Nullable Tree root;
    private final byte[] from;
    private final byte @Nullable [] to;
    private @Nullable Tree at;
    private boolean closed;

    MemoryCursor(MemoryView view, @Nullable Tree root, byte[] from, byte @Nullable [] to) {
        this.view = view;
        this.root = root;
        this.from = from;
        this.to = to;
    }

    @Override
    public boolean first() {
        checkOpen();
        return stand(Tree.atLeast(root, from, false));
    }

    @Override
    public boolean last() {
        checkOpen();
        return stand(to == null ? Tree.last(root) : Tree.below(root, to));
    }

    @Override
    public boolean seek(byte[] key) {
        checkOpen();
        return stand(Tree.atLeast(root, Arrays.compareUnsigned(key, from) < 0 ? from : key, false));
    }

    @Override
    public boolean seekBefore(byte[] key) {
        checkOpen();
        return stand(Tree.below(root, to != null && Arrays.compareUnsigned(key, to) > 0 ? to : key));
    }

    @Override
    public boolean next() {
        return stand(Tree.atLeast(root, here().key(), true));
    }

    @Override
    public boolean previous() {
        return stand(Tree.below(root, here().key()));
    }

    @Override
    public ByteBuffer key() {
        return ByteBuffer.wrap(here().key()).asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer value() {
        return ByteBuffer.wrap(here().value()).asReadOnlyBuffer();
    }

    @Override
    public void close() {
        closed = true;
    }

    private boolean stand(@Nullable Tree found) {
        at = found != null && inBounds(found.key()) ? found : null;
        return at != null;
    }

    private boolean inBounds(byte[] key) {
        return Arrays.compareUnsigned(key, from) >= 0 && (to == null || Arrays.compareUnsigned(key, to) < 0);
    }

    private Tree here() {
        checkOpen();
        if (at == null) {
            throw new IllegalStateException("the cursor stands on no record");
        }
        return at;
    }

    private void checkOpen() {
        view.checkOpen();
        if (closed) {
            throw new StorageException(StorageException.Kind.CLOSED, "the cursor is closed");
        }
    }
}
