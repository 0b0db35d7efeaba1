package dev.quoin.backend.support.layered;

import java.nio.file.Path;

/**
 * The engine below. Errors are {@link dev.quoin.api.storage.StorageException}s. One call of {@link #apply},
 * {@link #checkpoint} and {@link #close} at a time; views are opened and used by any threads meanwhile, each by one at
 * a time.
 */
public interface BaseStore extends AutoCloseable {
    /** The index of the last transaction that was applied, 0 when there was none. */
    long appliedIndex();

    /**
     * Shows the state after the last apply that came to its end before this call, or, while one runs or later ones
     * follow, at least all records that those do not touch as they were.
     */
    BaseView openView();

    /** Applies all writes with the index as one transaction that is durable on return. */
    void apply(Memtable writes, long appliedIndex);

    /** Returns the size of the files, in bytes. */
    long diskBytes();

    /** Returns the part of it that holds records, in bytes; an estimate is allowed. */
    long inUseBytes();

    /** Memory outside the heap that the engine owns, in bytes. */
    long memoryBytes();

    /** Writes a copy of the present state into a new folder, if the backend declares that it can. */
    void checkpoint(Path target);

    /** Ends it; all views were closed before. */
    @Override
    void close();
}
