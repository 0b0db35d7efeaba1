package dev.quoin.consensus.raft.algorithm.message;

import java.util.List;

/**
 * The apply thread has applied a {@link StorageApply}.
 *
 * @param to the member
 * @param entries what was applied; at least one
 */
public record StorageApplied(long to, List<Entry> entries) implements StorageResponse {
    @Override
    public long from() {
        return APPLY_THREAD;
    }

    @Override
    public long term() {
        return 0;
    }

    @Override
    public MessageType type() {
        return MessageType.STORAGE_APPLIED;
    }
}
