package dev.quoin.api.storage;

import java.nio.file.Path;

/**
 * An ordered store with one writer and many readers.
 *
 * <p>Thread: any thread may call any method at any time, also while a transaction is open and while another thread is
 * in the same method. Only {@link #begin} is called by one thread at a time; that may be another thread for each
 * transaction.
 *
 * <p>Durability: a commit need not survive a crash, because the consensus log is replayed from {@link #durableIndex}.
 * But what survives is always the state after some whole commit, with the index of that commit: never a part of a
 * commit, and never a commit without those before it.
 *
 * <p>Errors: every method throws {@link StorageException}, of kind {@code CLOSED} after {@link #close}. After an error
 * of a read the caller may go on. After an error of a commit or a sync the caller must close the store; commits that
 * were synced before are there when it is opened again.
 *
 * <p>An engine is not part of the simulated world: it takes clocks, threads and files from the JDK, and not from a
 * {@link dev.quoin.api.host.Host}.
 */
public interface StorageBackend extends AutoCloseable {
    /**
     * Opens a view of everything that was committed before this call.
     *
     * <p>Blocks: no. A view is opened for nearly every read, so this SHOULD cost well under a microsecond. A thousand
     * views may be open.
     */
    ReadView openView();

    /**
     * Opens the write transaction. There is one at a time.
     *
     * <p>Thread: one at a time.
     *
     * <p>Blocks: no. It must not wait for a sync.
     *
     * @throws IllegalStateException when another transaction is open
     */
    WriteTxn begin();

    /**
     * Returns the index of the last commit. After {@code open} that is the index of the state that was found; 0 when
     * there was none.
     *
     * <p>Blocks: no.
     */
    long appliedIndex();

    /**
     * Returns the index of the last commit that is known to be durable. The consensus log may forget its entries up to
     * there.
     *
     * <p>Blocks: no.
     */
    long durableIndex();

    /**
     * Makes all that was committed before this call durable, in all tables.
     *
     * <p>Thread: any. Two calls at once are allowed, and one may wait for the other.
     *
     * <p>Blocks: until the disk has written. It must not hold up readers, and the writer only where the engine cannot
     * avoid it.
     *
     * <p>Durability: on return every earlier commit survives a crash of the machine.
     *
     * @return the index that is durable now, at least that of the last commit before the call
     * @throws StorageException of kind {@code FULL} or {@code IO} when the disk refuses; the caller must close the
     *     store
     */
    long sync();

    /**
     * Returns figures about space and time.
     *
     * <p>Blocks: no. It is cheap enough to be called every second.
     */
    StorageStats stats();

    /**
     * Copies a state that is durable when the call returns, not older than the last sync, into a new folder.
     * {@code open} can start from the copy.
     *
     * <p>Blocks: until the copy is durable. Reads and commits go on.
     *
     * @param target a folder that does not exist yet
     * @throws StorageException of kind {@code IO}, naming the target, when it exists already
     * @throws UnsupportedOperationException without {@link StorageCapability#CHECKPOINT}
     */
    void checkpoint(Path target);

    /**
     * Gives the space that deletions left behind back to the file system.
     *
     * <p>Blocks: until the space is given back, which can take minutes. Reads and commits go on.
     *
     * @throws UnsupportedOperationException without {@link StorageCapability#RECLAIM}
     */
    void reclaim();

    /**
     * Syncs, then closes the store. Views, cursors and transactions that are still open end without harm; their next
     * call fails with kind {@code CLOSED}. Further calls have no effect.
     *
     * <p>Blocks: until calls that are running have ended, and the disk has written.
     *
     * <p>Durability: on return every commit is durable, unless this throws.
     */
    @Override
    void close();
}
