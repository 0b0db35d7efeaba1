package dev.quoin.consensus.raft.algorithm.read;

/**
 * A read that may go on.
 *
 * @param index up to which the state must be applied first
 * @param requestId which read it is
 */
public record ReadState(long index, long requestId) {}
