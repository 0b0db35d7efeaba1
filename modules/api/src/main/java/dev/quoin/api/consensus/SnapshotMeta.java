package dev.quoin.api.consensus;

/**
 * The place of a snapshot in the log.
 *
 * @param index the last entry whose effects the snapshot holds
 * @param term the term of that entry
 * @param membership the configuration at that entry
 */
public record SnapshotMeta(long index, long term, Membership membership) {}
