package dev.quoin.core.store;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.WriteTxn;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keeps count of the head's keys, block by block, so that the number of keys in a range is a sum over blocks and not a scan over keys. A block is a run of
 * neighbouring keys: its row holds its first key and how many there are. Blocks that grow too large are split, empty ones vanish. Only
 * creating and deleting keys touches them, and neighbours in a batch share one write. Used by the apply thread within a batch.
 */
final class BlockCounts {
    /** Where a block is split. */
    static final int MAX_KEYS = 2048;

    private final WriteTxn txn;
    private final int maxKeys;
    private @Nullable Cursor rows;
    private byte[] start = Keys.EMPTY;
    private byte @Nullable [] end;
    private long count = -1;
    private boolean dirty;

    BlockCounts(WriteTxn txn, int maxKeys) {
        this.txn = txn;
        this.maxKeys = maxKeys;
    }

    /** The row of a block that begins with a key. Rows need a byte in front because the first block begins with the empty key. */
    static byte[] row(byte[] firstKey) {
        byte[] row = new byte[firstKey.length + 1];
        System.arraycopy(firstKey, 0, row, 1, firstKey.length);
        return row;
    }

    /** The first key of a row's block. */
    static byte[] firstKey(ByteBuffer row) {
        byte[] key = new byte[row.remaining() - 1];
        row.get(row.position() + 1, key);
        return key;
    }

    /** A key is new; the head has it already. */
    void created(byte[] key) {
        moveTo(key);
        count++;
        dirty = true;
        if (count > maxKeys) {
            split();
        }
    }

    /** A key is gone; the head has it no more. */
    void deleted(byte[] key) {
        moveTo(key);
        count--;
        dirty = true;
    }

    private void moveTo(byte[] key) {
        if (count >= 0 && contains(key)) {
            return;
        }
        flush();
        Cursor all = rows;
        if (all == null) {
            all = txn.cursor(Tables.COUNT, null, null);
            rows = all;
        }
        boolean found = all.seekBefore(Keys.after(row(key)));
        start = found ? firstKey(all.key()) : Keys.EMPTY;
        boolean another = found ? all.next() : all.first();
        end = another ? firstKey(all.key()) : null;
        ByteBuffer stored = txn.get(Tables.COUNT, row(start));
        count = stored == null ? 0 : stored.getLong(stored.position());
    }

    private boolean contains(byte[] key) {
        return Arrays.compareUnsigned(start, key) <= 0 && (end == null || Arrays.compareUnsigned(key, end) < 0);
    }

    private void split() {
        long half = count / 2;
        byte[] middle;
        try (Cursor keys = txn.cursor(Tables.HEAD, start.length == 0 ? null : start, end)) {
            boolean on = keys.first();
            for (long i = 0; i < half && on; i++) {
                on = keys.next();
            }
            if (!on) {
                throw new IllegalStateException("a block counts " + count + " keys but holds fewer");
            }
            middle = Keys.copy(keys.key());
        }
        txn.put(Tables.COUNT, row(start), Keys.ofLong(half));
        txn.put(Tables.COUNT, row(middle), Keys.ofLong(count - half));
        forget();
    }

    /** Writes the block at hand; before the batch is committed. */
    void flush() {
        if (!dirty) {
            return;
        }
        dirty = false;
        if (count == 0 && start.length > 0) {
            txn.delete(Tables.COUNT, row(start));
            forget();
        } else {
            txn.put(Tables.COUNT, row(start), Keys.ofLong(count));
        }
    }

    /** Blocks begin elsewhere now, and an open cursor need not show it. */
    private void forget() {
        count = -1;
        dirty = false;
        close();
    }

    /** Lets go of the cursor. */
    void close() {
        if (rows != null) {
            rows.close();
            rows = null;
        }
    }
}
