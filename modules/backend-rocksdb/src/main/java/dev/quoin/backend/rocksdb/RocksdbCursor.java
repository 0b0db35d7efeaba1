package dev.quoin.backend.rocksdb;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.Table;
import dev.quoin.api.storage.ValueTaker;
import dev.quoin.backend.support.Bytes;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/**
 * A cursor on a RocksDB iterator, which knows the bounds itself: it must not walk over what was deleted beyond them.
 */
final class RocksdbCursor implements Cursor {
    private final RocksdbView view;
    private final RocksdbStore store;
    private final Owned owned = new Owned();
    private final RocksIterator iterator;
    private final byte @Nullable [] from;
    private final byte @Nullable [] to;
    private ByteBuffer key = ByteBuffer.allocate(64);
    private ByteBuffer value = ByteBuffer.allocate(512);
    /** Is there from the first step of a scan on. A cursor that only seeks has none. */
    private @Nullable DirectScan scan;

    private boolean standing;
    private boolean closed;
    /** The last record's value was asked for, so a step fetches the next one's as well. */
    private boolean valueWanted;
    /** The length of the value that the step has fetched, or -1. */
    private int fetched = -1;

    RocksdbCursor(
            RocksdbView view,
            RocksdbStore store,
            Table table,
            ReadOptions shared,
            boolean once,
            byte @Nullable [] from,
            byte @Nullable [] to) {
        this.view = view;
        this.store = store;
        this.from = from == null ? null : from.clone();
        this.to = to == null ? null : to.clone();
        boolean asShared = from == null && to == null && !once;
        ReadOptions options = asShared ? shared : owned.add(new ReadOptions(shared));
        if (once) {
            options.setFillCache(false);
        }
        if (from != null) {
            options.setIterateLowerBound(owned.add(new Slice(from)));
        }
        if (to != null) {
            options.setIterateUpperBound(owned.add(new Slice(to)));
        }
        iterator = owned.add(store.db().newIterator(store.families().of(table), options));
    }

    @Override
    public boolean first() {
        enterToMove();
        try {
            iterator.seekToFirst();
            return stand();
        } finally {
            view.done();
        }
    }

    @Override
    public boolean last() {
        enterToMove();
        try {
            iterator.seekToLast();
            return stand();
        } finally {
            view.done();
        }
    }

    @Override
    public boolean seek(byte[] target) {
        enterToMove();
        try {
            iterator.seek(Bytes.atLeast(target, from));
            return stand();
        } finally {
            view.done();
        }
    }

    @Override
    public boolean seekBefore(byte[] target) {
        enterToMove();
        try {
            iterator.seekForPrev(Bytes.atMost(target, to));
            if (iterator.isValid() && Bytes.compare(fetchKey(), target) == 0) {
                iterator.prev();
            }
            return stand();
        } finally {
            view.done();
        }
    }

    @Override
    public boolean next() {
        enterOnRecord();
        fetched = -1;
        try {
            DirectScan direct = scan();
            if (direct == null) {
                iterator.next();
                return stand();
            }
            standing = direct.next();
            if (standing && valueWanted) {
                valueWanted = false;
                fetched = fetchWholeValue();
            }
            return standing || stand();
        } finally {
            view.done();
        }
    }

    @Override
    public boolean nextValues(ValueTaker taker) {
        enterOnRecord();
        fetched = -1;
        try {
            DirectScan direct = scan();
            if (direct == null) {
                return nextValuesByJni(taker);
            }
            direct.countNothing();
            while (direct.next()) {
                if (!taker.take(direct.value())) {
                    return true;
                }
            }
            return stand();
        } finally {
            view.done();
        }
    }

    private boolean nextValuesByJni(ValueTaker taker) {
        iterator.next();
        while (stand()) {
            int length = fetchWholeValue();
            if (!taker.take(value.clear().limit(length))) {
                return true;
            }
            iterator.next();
        }
        return false;
    }

    /** True from the first step on when the steps do not go by way of JNI. */
    boolean isDirect() {
        return scan != null;
    }

    private @Nullable DirectScan scan() {
        if (scan == null && store.scansDirectly()) {
            scan = DirectScan.on(iterator);
        }
        return scan;
    }

    @Override
    public boolean previous() {
        enterOnRecord();
        fetched = -1;
        try {
            iterator.prev();
            return stand();
        } finally {
            view.done();
        }
    }

    @Override
    public ByteBuffer key() {
        enterOnRecord();
        try {
            return fetchKey();
        } finally {
            view.done();
        }
    }

    @Override
    public ByteBuffer value() {
        valueWanted = true;
        if (fetched >= 0) {
            view.look();
            return value.clear().limit(fetched);
        }
        enterOnRecord();
        try {
            int length = fetchWholeValue();
            return value.clear().limit(length);
        } finally {
            view.done();
        }
    }

    private int fetchWholeValue() {
        int length = fetchValue();
        if (length > value.capacity()) {
            value = ByteBuffer.allocate(roomFor(length));
            length = fetchValue();
        }
        return length;
    }

    private int fetchValue() {
        return scan == null ? iterator.value(value.array()) : scan.value(value.array());
    }

    private ByteBuffer fetchKey() {
        int length = iterator.key(key.array());
        if (length > key.capacity()) {
            key = ByteBuffer.allocate(roomFor(length));
            length = iterator.key(key.array());
        }
        return key.clear().limit(length);
    }

    private static int roomFor(int length) {
        return length > (1 << 29) ? length : Integer.highestOneBit(length) << 1;
    }

    private boolean stand() {
        standing = iterator.isValid();
        if (!standing) {
            try {
                iterator.status();
            } catch (RocksDBException e) {
                throw store.error(e);
            }
        }
        return standing;
    }

    private void enterToMove() {
        enter();
        fetched = -1;
    }

    private void enterOnRecord() {
        enter();
        if (!standing) {
            view.done();
            throw new IllegalStateException("the cursor stands on no record");
        }
    }

    private void enter() {
        view.begin();
        if (closed) {
            view.done();
            throw new StorageException(StorageException.Kind.CLOSED, "the cursor is closed");
        }
    }

    /** Between the calls of the view, by its end or its own. */
    void free() {
        if (!closed) {
            closed = true;
            fetched = -1;
            if (scan != null) {
                scan.close();
            }
            owned.close();
        }
    }

    @Override
    public void close() {
        if (!view.tryBegin()) {
            return;
        }
        try {
            view.forget(this);
            free();
        } finally {
            view.done();
        }
    }
}
