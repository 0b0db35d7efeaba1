package dev.quoin.consensus.raft.algorithm.read;

/** How a leader makes sure that it still leads before it answers a read. */
public enum ReadOnlyOption {
    /** By a round of heartbeats to a majority. */
    SAFE,
    /** By trusting that nobody else can have been elected yet; wrong where clocks run at different speeds. */
    LEASE_BASED
}
