package dev.quoin.backend.lmdb;

import dev.quoin.backend.lmdb.lib.WriteTransaction;
import dev.quoin.backend.lmdb.page.LongKeys;
import dev.quoin.backend.lmdb.page.Pages;
import dev.quoin.backend.lmdb.page.Tree;
import dev.quoin.backend.support.PendingWrites;
import dev.quoin.backend.support.layered.Memtable;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the writes to one table into a transaction. Checks the pages that LMDB will read on the way, because LMDB itself
 * trusts them.
 */
final class TableWriter {
    private final Pages pages;
    private final long root;
    private final WriteTransaction txn;
    private final int database;
    private byte @Nullable [] bucketKey;
    private NavigableMap<byte[], byte[]> bucket = new TreeMap<>(Arrays::compareUnsigned);

    TableWriter(Pages pages, long root, WriteTransaction txn, int database) {
        this.pages = pages;
        this.root = root;
        this.txn = txn;
        this.database = database;
    }

    void write(Memtable writes, int ordinal) {
        writes.forEach(ordinal, (key, value) -> {
            if (LongKeys.isLong(key)) {
                writeLong(key, value);
            } else {
                writePlain(key, value == PendingWrites.REMOVED ? null : value);
            }
        });
        endBucket();
    }

    private void writePlain(byte[] key, byte @Nullable [] value) {
        Tree.checkPath(pages, root, key);
        if (value == null) {
            txn.delete(database, key);
        } else {
            txn.put(database, key, value);
        }
    }

    /** Keys come in order, so those of one bucket come together but for keys that are no longer than its prefix. */
    private void writeLong(byte[] key, byte[] value) {
        byte[] its = LongKeys.bucket(key);
        if (!Arrays.equals(its, bucketKey)) {
            endBucket();
            bucketKey = its;
            long node = Tree.find(pages, root, its);
            bucket = node < 0
                    ? new TreeMap<>(Arrays::compareUnsigned)
                    : LongKeys.readMap(key, pages.value(node).asByteBuffer());
        }
        if (value == PendingWrites.REMOVED) {
            bucket.remove(key);
        } else {
            bucket.put(key, value);
        }
    }

    private void endBucket() {
        if (bucketKey != null) {
            writePlain(bucketKey, bucket.isEmpty() ? null : LongKeys.write(bucket));
            bucketKey = null;
        }
    }
}
