package dev.quoin.backend.lmdb;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ValueTaker;
import dev.quoin.backend.lmdb.page.LongKeys;
import dev.quoin.backend.lmdb.page.Pages;
import dev.quoin.backend.lmdb.page.TreeCursor;
import dev.quoin.backend.support.Bytes;
import dev.quoin.backend.support.MovingWindow;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over a table within bounds. Where the node under it is a bucket of long keys, it moves within the bucket
 * first.
 */
final class LmdbCursor implements Cursor {
    private final Pages pages;
    private final TreeCursor tree;
    private final byte @Nullable [] from;
    private final byte @Nullable [] to;
    private final MovingWindow window;
    private boolean standing;
    /** Keys and values of the bucket under the cursor, empty when it is on a plain record. */
    private List<byte[]> bucket = List.of();

    private int inBucket;

    LmdbCursor(Pages pages, long root, byte @Nullable [] from, byte @Nullable [] to) {
        this.pages = pages;
        this.tree = new TreeCursor(pages, root);
        this.from = from;
        this.to = to;
        this.window = pages.window();
    }

    @Override
    public boolean first() {
        return from == null ? standBefore(to, enter(tree.first(), false)) : seek(from);
    }

    @Override
    public boolean last() {
        return to == null ? standFrom(from, enter(tree.last(), true)) : seekBefore(to);
    }

    @Override
    public boolean seek(byte[] target) {
        byte[] key = Bytes.atLeast(target, from);
        if (!LongKeys.isLong(key)) {
            return standBefore(to, enter(tree.seek(key), false));
        }
        boolean on = enter(tree.seek(LongKeys.bucket(key)), false);
        while (on && !bucket.isEmpty() && Arrays.compareUnsigned(bucket.get(inBucket), key) < 0) {
            on = step(false);
        }
        return standBefore(to, on);
    }

    @Override
    public boolean seekBefore(byte[] target) {
        byte[] key = Bytes.atMost(target, to);
        if (!LongKeys.isLong(key)) {
            return standFrom(from, enter(tree.seekBefore(key), true));
        }
        // behind the bucket of the key, and back from there
        byte[] behind = LongKeys.bucket(key);
        behind[LongKeys.DIRECT] = 1;
        boolean on = enter(tree.seekBefore(behind), true);
        while (on && !bucket.isEmpty() && Arrays.compareUnsigned(bucket.get(inBucket), key) >= 0) {
            on = step(true);
        }
        return standFrom(from, on);
    }

    @Override
    public boolean next() {
        check();
        return standBefore(to, step(false));
    }

    @Override
    public boolean nextValues(ValueTaker taker) {
        while (next()) {
            if (!taker.take(bucket.isEmpty() ? pages.value(tree.node(), window) : value())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean previous() {
        check();
        return standFrom(from, step(true));
    }

    private boolean step(boolean back) {
        int moved = back ? inBucket - 2 : inBucket + 2;
        if (!bucket.isEmpty() && moved >= 0 && moved < bucket.size()) {
            inBucket = moved;
            return true;
        }
        return enter(back ? tree.previous() : tree.next(), back);
    }

    /** Opens the bucket that the tree's cursor may stand on now. */
    private boolean enter(boolean on, boolean atLast) {
        bucket = List.of();
        inBucket = 0;
        if (on && LongKeys.isBucket(pages.keyLength(tree.node()))) {
            byte[] prefix = pages.key(tree.node()).toArray(ValueLayout.JAVA_BYTE);
            bucket = LongKeys.read(prefix, pages.value(tree.node()).asByteBuffer());
            inBucket = atLast ? bucket.size() - 2 : 0;
        }
        return on;
    }

    /** After a move forward, which began within the lower bound. */
    private boolean standBefore(byte @Nullable [] bound, boolean on) {
        standing = on && (bound == null || compare(bound) > 0);
        return standing;
    }

    /** After a move backward, which began within the upper bound. */
    private boolean standFrom(byte @Nullable [] bound, boolean on) {
        standing = on && (bound == null || compare(bound) <= 0);
        return standing;
    }

    /** A bound with the key here. */
    private int compare(byte[] bound) {
        return bucket.isEmpty()
                ? pages.compare(bound, tree.node())
                : Arrays.compareUnsigned(bound, bucket.get(inBucket));
    }

    private void check() {
        if (!standing) {
            throw new IllegalStateException("the cursor stands on no record");
        }
    }

    @Override
    public ByteBuffer key() {
        check();
        return bucket.isEmpty() ? buffer(pages.key(tree.node())) : ByteBuffer.wrap(bucket.get(inBucket));
    }

    @Override
    public ByteBuffer value() {
        check();
        return bucket.isEmpty() ? buffer(pages.value(tree.node())) : ByteBuffer.wrap(bucket.get(inBucket + 1));
    }

    static ByteBuffer buffer(MemorySegment segment) {
        return segment.asByteBuffer();
    }

    @Override
    public void close() {
        standing = false;
    }
}
