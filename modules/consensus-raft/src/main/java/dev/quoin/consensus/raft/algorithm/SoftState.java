package dev.quoin.consensus.raft.algorithm;

/**
 * What a member may forget.
 *
 * @param lead the leader it knows, or 0
 * @param role what it is itself
 */
public record SoftState(long lead, Role role) {}
