package dev.quoin.api.storage;

import java.nio.file.Path;

/**
 * An ordered store with one writer and many readers.
 *
 * <p>Threads: {@link #openView}, {@link #sync}, {@link #stats}, {@link #checkpoint} and {@link #reclaim} may be called by any thread at any
 * time, also while a transaction is open. {@link #begin} is called by one thread at a time, which may change between transactions.
 *
 * <p>Durability: a commit need not survive a crash, because the consensus log is replayed from {@link #durableIndex}. But what
 * survives is always the state after some whole commit, the one with that index, never a part of one and never one without those
 * before it.
 *
 * <p>Errors: every method throws {@link StorageException}. After one from {@code commit} or {@code sync} the owner closes the store; what was
 * synced before must still be there when it is opened again.
 */
public interface StorageBackend extends AutoCloseable {
    /** A consistent view of everything committed before this call. Cheap: a view is opened for nearly every read. */
    ReadView openView();

    /** Opens the only write transaction; the one before must have ended. */
    WriteTxn begin();

    /** The index given with the last commit, or when just opened that of the commit whose state was found; 0 when there was none. */
    long appliedIndex();

    /** The index whose commit is known to be durable; what the consensus log holds up to here is no longer needed. */
    long durableIndex();

    /**
     * Makes everything that was committed before this call durable, across all tables at once. Blocks; must not block readers, and
     * the writer only for as long as the engine can not avoid.
     *
     * @return the index that is durable now, at least that of the last commit before the call
     */
    long sync();

    /** Figures about space and time; cheap enough for every second. */
    StorageStats stats();

    /**
     * Writes a copy of the present durable state into a folder that does not exist yet, from which {@code open} can start.
     *
     * @throws UnsupportedOperationException without {@link StorageCapability#CHECKPOINT}
     */
    void checkpoint(Path target);

    /**
     * Gives space that deletions left behind back to the file system. Blocks its caller only.
     *
     * @throws UnsupportedOperationException without {@link StorageCapability#RECLAIM}
     */
    void reclaim();

    /** Syncs and closes. Views and cursors must be closed before; those that are not fail from now on, without harm. */
    @Override
    void close();
}
