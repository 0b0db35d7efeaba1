package dev.quoin.consensus.raft.algorithm.message;

import java.util.List;

/**
 * Work for the apply thread, to be done strictly in the order in which it was handed out. Nothing needs to be durable
 * before the response.
 *
 * @param entries committed and durable here, in order and without gaps; at least one
 * @param response to be delivered to this member when all are applied
 */
public record StorageApply(List<Entry> entries, StorageApplied response) {}
