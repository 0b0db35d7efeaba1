package dev.quoin.core.snapshot;

import dev.quoin.api.storage.StorageBackend;

/** Where a node's storage backend lives, with room for another beside it that may take its place. Implemented by who owns the data directory. */
public interface BackendHome {
    /** Opens the present backend; called once. */
    StorageBackend open();

    /** Opens an empty backend beside the present one; what an earlier attempt left there is removed. */
    Staged stage();

    /** Removes the files of a backend that another has replaced, and that is closed. A home without files has nothing to do. */
    default void forget(StorageBackend replaced) {}

    /** An empty backend that is being filled. */
    interface Staged {
        /** The backend. */
        StorageBackend backend();

        /**
         * Makes it the one that {@link BackendHome#open} finds from now on, durably and at once. Both stay open; the old one's files are removed by
         * {@link BackendHome#forget}, or at the next start.
         */
        void promote();

        /** Closes it and removes its files. */
        void discard();
    }
}
