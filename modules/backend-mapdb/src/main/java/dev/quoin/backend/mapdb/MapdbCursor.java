package dev.quoin.backend.mapdb;

import dev.quoin.api.storage.Cursor;
import dev.quoin.backend.support.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mapdb.BTreeMap;
import org.mapdb.Store;

/** A cursor on MapDB's iterators: one is used until the direction turns. */
final class MapdbCursor implements Cursor {
    private final BTreeMap<byte[], byte[]> tree;
    private final Store store;
    private final byte @Nullable [] from;
    private final byte @Nullable [] to;
    private Iterator<Map.Entry<byte[], byte[]>> iterator = Collections.emptyIterator();
    private boolean forward;
    private Map.@Nullable Entry<byte[], byte[]> at;

    MapdbCursor(BTreeMap<byte[], byte[]> tree, Store store, byte @Nullable [] from, byte @Nullable [] to) {
        this.tree = tree;
        this.store = store;
        this.from = from;
        this.to = to;
    }

    @Override
    public boolean first() {
        return up(from, true);
    }

    @Override
    public boolean last() {
        return down(to);
    }

    @Override
    public boolean seek(byte[] key) {
        return up(Bytes.atLeast(key, from), true);
    }

    @Override
    public boolean seekBefore(byte[] key) {
        return down(Bytes.atMost(key, to));
    }

    @Override
    public boolean next() {
        byte[] here = here().getKey();
        return forward ? step() : up(here, false);
    }

    @Override
    public boolean previous() {
        byte[] here = here().getKey();
        return forward ? down(here) : step();
    }

    private boolean up(byte @Nullable [] low, boolean inclusive) {
        forward = true;
        iterator = isEmpty(low, to) ? Collections.emptyIterator() : tree.entryIterator(low, inclusive, to, false);
        return step();
    }

    private boolean down(byte @Nullable [] high) {
        forward = false;
        iterator = isEmpty(from, high)
                ? Collections.emptyIterator()
                : tree.descendingEntryIterator(from, true, high, false);
        return step();
    }

    private static boolean isEmpty(byte @Nullable [] low, byte @Nullable [] high) {
        return low != null && high != null && Arrays.compareUnsigned(low, high) >= 0;
    }

    private boolean step() {
        at = iterator.hasNext() ? iterator.next() : null;
        return at != null;
    }

    private Map.Entry<byte[], byte[]> here() {
        if (at == null) {
            throw new IllegalStateException("the cursor stands on no record");
        }
        return at;
    }

    @Override
    public ByteBuffer key() {
        return ByteBuffer.wrap(here().getKey());
    }

    @Override
    public ByteBuffer value() {
        return Values.load(store, here().getValue());
    }

    @Override
    public void close() {
        at = null;
        iterator = Collections.emptyIterator();
    }
}
