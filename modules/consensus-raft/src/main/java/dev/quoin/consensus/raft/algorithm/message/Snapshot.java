package dev.quoin.consensus.raft.algorithm.message;

/**
 * Stands for everything up to an index.
 *
 * @param index the last entry that it includes; 0 for no snapshot
 * @param term of that entry
 * @param confState the configuration as of that entry
 * @param data opaque; the bulk of a state machine travels outside the algorithm, and this names it at most
 */
public record Snapshot(long index, long term, ConfState confState, byte[] data) {
    /** No snapshot. */
    public static final Snapshot EMPTY = new Snapshot(0, 0, ConfState.EMPTY, Entry.NO_DATA);

    /** Whether this is no snapshot. */
    public boolean isEmpty() {
        return index == 0;
    }
}
