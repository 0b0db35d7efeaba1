package dev.quoin.core.snapshot;

import dev.quoin.api.consensus.SnapshotMeta;
import dev.quoin.api.consensus.SnapshotSink;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.Table;
import dev.quoin.api.storage.WriteTxn;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot coming in: its rows go to a fresh backend beside the present one, a few megabytes at a time, and only when all of them have come and the checksum is right
 * does the fresh one take the place of the other. A crash before leaves the old state. Used by one thread.
 */
public final class IncomingSnapshot implements SnapshotSink {
    private static final int BATCH_BYTES = 4 << 20;

    private final SnapshotMeta meta;
    private final ReplaceableBackend present;
    private final BackendHome.Staged staged;
    private final StorageBackend fresh;
    private final Runnable replaced;
    private final RowReader reader = new RowReader(this::row);
    private @Nullable WriteTxn txn;
    private int batchBytes;
    private boolean ended;

    /**
     * Begins.
     *
     * @param replaced is told when the new state is in place
     */
    public IncomingSnapshot(SnapshotMeta meta, ReplaceableBackend present, Runnable replaced) {
        this.meta = meta;
        this.present = present;
        this.staged = present.home().stage();
        this.fresh = staged.backend();
        this.replaced = replaced;
    }

    @Override
    public void write(ByteBuffer part) throws IOException {
        try {
            reader.take(part);
        } catch (StorageException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void row(Table table, byte[] key, byte[] value) {
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

    private void endBatch(long appliedIndex) {
        WriteTxn batch = txn == null ? fresh.begin() : txn;
        try (batch) {
            batch.commit(appliedIndex);
        }
        txn = null;
        batchBytes = 0;
    }

    @Override
    public void commit() throws IOException {
        reader.requireDone();
        try {
            endBatch(meta.index());
            fresh.sync();
            ended = true;
            present.replace(staged);
        } catch (StorageException e) {
            throw new IOException(e.getMessage(), e);
        }
        replaced.run();
    }

    @Override
    public void abort() {
        if (ended) {
            return;
        }
        ended = true;
        if (txn != null) {
            txn.close();
        }
        staged.discard();
    }
}
