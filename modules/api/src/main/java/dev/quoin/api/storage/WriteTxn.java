package dev.quoin.api.storage;

/**
 * The write transaction. As a {@link ReadView} it shows the committed state with its own writes over it, by key and by
 * cursor. With the commit all its writes become visible to new views at once, in all tables.
 *
 * <p>A cursor shows the writes that were made before it was opened. It may show later ones or not, but it must stay
 * usable: deleting the record under a cursor and moving on is allowed.
 *
 * <p>Thread: one thread uses a transaction.
 *
 * <p>Memory: an engine copies the arrays that it keeps, so the caller may reuse them after the call.
 */
public interface WriteTxn extends ReadView {
    /**
     * Sets the value of a key.
     *
     * <p>Blocks: no.
     *
     * @param key 1 to 65,535 bytes
     * @param value any length up to 1 GiB; an empty value is a value
     * @throws IllegalArgumentException for a key of another length, or a table that is not of this store
     */
    void put(Table table, byte[] key, byte[] value);

    /**
     * Removes a key. Nothing happens when there is no such key.
     *
     * <p>Blocks: no.
     *
     * @throws IllegalArgumentException for a table that is not of this store
     */
    void delete(Table table, byte[] key);

    /**
     * Makes the writes visible together with the index, and ends the transaction. A commit without writes is allowed.
     *
     * <p>Blocks: briefly as a rule. It may wait for a sync when memory for commits that are not synced is full.
     *
     * <p>Durability: none on return; {@link StorageBackend#sync} makes commits durable.
     *
     * @param appliedIndex the index of the log entry up to which this transaction holds all effects; at least that of
     *     the commit before
     * @throws IllegalArgumentException for a smaller index; nothing happened then, and the transaction is still open
     * @throws StorageException when the engine fails; the caller must close the store
     */
    void commit(long appliedIndex);

    /** Ends the transaction. Without a commit before it, nothing happened. Further calls have no effect. */
    @Override
    void close();
}
