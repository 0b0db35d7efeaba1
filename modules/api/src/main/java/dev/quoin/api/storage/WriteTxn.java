package dev.quoin.api.storage;

/**
 * The write transaction: sees its own writes, and becomes visible to new views all at once across all tables. As a {@link ReadView} it shows the
 * committed state with its own writes over it. A cursor opened in it shows the writes made before it was opened; whether it shows
 * later ones is open, but it must stay usable: deleting the record under the cursor and moving on is allowed.
 *
 * <p>Arrays passed in are not kept unless the engine copies them first; the caller may reuse them after the call. Used by one thread.
 */
public interface WriteTxn extends ReadView {
    /** Sets a value. Keys have 1 to 65,535 bytes, values any length up to 1 GiB. */
    void put(Table table, byte[] key, byte[] value);

    /** Removes a key; none is no error. */
    void delete(Table table, byte[] key);

    /**
     * Makes the writes visible, together with the index; ends the transaction. Need not be durable on return.
     *
     * @param appliedIndex of the log entry up to which this transaction holds all effects; never smaller than the one before
     */
    void commit(long appliedIndex);

    /** Ends the transaction; without a commit before, nothing happened. */
    @Override
    void close();
}
