package dev.quoin.api.consensus;

/**
 * What a snapshot stands for.
 *
 * @param index the last entry whose effects it holds
 * @param term that entry's term
 * @param membership the configuration at that entry
 */
public record SnapshotMeta(long index, long term, Membership membership) {}
