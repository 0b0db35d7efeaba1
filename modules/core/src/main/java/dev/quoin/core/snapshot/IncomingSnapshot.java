package dev.quoin.core.snapshot;

import dev.quoin.api.consensus.SnapshotMeta;
import dev.quoin.api.consensus.SnapshotSink;
import dev.quoin.api.storage.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A snapshot coming in: its rows go to a fresh backend beside the present one, a few megabytes at a time, and only when all of them have come and the checksum is right
 * does the fresh one take the place of the other. A crash before leaves the old state. Used by one thread.
 */
public final class IncomingSnapshot implements SnapshotSink {
    private final SnapshotMeta meta;
    private final ReplaceableBackend present;
    private final BackendHome.Staged staged;
    private final FreshRows fresh;
    private final Runnable replaced;
    private final RowReader reader;
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
        this.fresh = new FreshRows(staged.backend());
        this.reader = new RowReader(fresh::put);
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

    @Override
    public void commit() throws IOException {
        reader.requireDone();
        try {
            fresh.end(meta.index());
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
        fresh.abort();
        staged.discard();
    }
}
