package dev.quoin.core.snapshot;

import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.Table;
import dev.quoin.api.storage.WriteTxn;
import org.jspecify.annotations.Nullable;

/** Rows on their way into an empty backend, a few megabytes to a transaction; the last one carries the applied index. Used by one thread. */
final class FreshRows {
    private static final int BATCH_BYTES = 4 << 20;

    private final StorageBackend fresh;
    private @Nullable WriteTxn txn;
    private int batchBytes;

    FreshRows(StorageBackend fresh) {
        this.fresh = fresh;
    }

    void put(Table table, byte[] key, byte[] value) {
        WriteTxn batch = txn;
        if (batch == null) {
            batch = fresh.begin();
            txn = batch;
        }
        batch.put(table, key, value);
        batchBytes += key.length + value.length;
        if (batchBytes > BATCH_BYTES) {
            endBatch(0);
        }
    }

    /** Makes all rows durable. */
    void end(long appliedIndex) {
        endBatch(appliedIndex);
        fresh.sync();
    }

    private void endBatch(long appliedIndex) {
        WriteTxn batch = txn == null ? fresh.begin() : txn;
        try (batch) {
            batch.commit(appliedIndex);
        }
        txn = null;
        batchBytes = 0;
    }

    /** Forgets what is not committed. */
    void abort() {
        if (txn != null) {
            txn.close();
            txn = null;
        }
    }
}
