package dev.quoin.consensus.raft.algorithm.message;

import org.jspecify.annotations.Nullable;

/**
 * The log thread has made durable a {@link StorageAppend} and all before it.
 *
 * @param to the member
 * @param term its term when the work was handed out: entries are taken for stable only if that is still its term,
 *     because in another term a later piece of work may be about to overwrite them
 * @param index the last entry that was unstable then, or 0 for none
 * @param entryTerm the term of that entry
 * @param snapshot the snapshot that was installed, if any
 */
public record StorageAppended(
        long to,
        long term,
        long index,
        long entryTerm,
        @Nullable Snapshot snapshot) implements StorageResponse {
    @Override
    public long from() {
        return LOG_THREAD;
    }

    @Override
    public MessageType type() {
        return MessageType.STORAGE_APPENDED;
    }
}
