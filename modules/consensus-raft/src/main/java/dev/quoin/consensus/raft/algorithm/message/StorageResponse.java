package dev.quoin.consensus.raft.algorithm.message;

/** What a member's own log or apply thread reports back. Never lost, and those of one thread never reordered. */
public sealed interface StorageResponse extends Message permits StorageAppended, StorageApplied {
    /** Stands for the log thread where a member's id is expected. */
    long LOG_THREAD = -1;

    /** Stands for the apply thread where a member's id is expected. */
    long APPLY_THREAD = -2;
}
