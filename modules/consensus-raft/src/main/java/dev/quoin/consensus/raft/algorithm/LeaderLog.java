package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.message.AppendResponse;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import java.util.List;

/** How a leader's own log grows, and how much of it may be uncommitted. */
final class LeaderLog {
    private final RaftState raft;
    private long uncommittedBytes;

    LeaderLog(RaftState raft) {
        this.raft = raft;
    }

    void reset() {
        uncommittedBytes = 0;
    }

    /**
     * Appends entries that have their place already. The leader counts them as its own only when they are durable, like
     * any other member: it answers itself. Returns false if there is no room.
     */
    boolean append(List<Entry> entries) {
        if (!takeRoom(Entry.payloadSize(entries))) {
            raft.trace.warn(
                    "%x appending new entries to log would exceed uncommitted entry size limit; dropping proposal",
                    raft.id);
            return false;
        }
        raft.log.append(entries);
        raft.outbox.send(AppendResponse.accepted(raft.id, raft.id, raft.term, raft.log.lastIndex()));
        return true;
    }

    /**
     * Entries have been applied, so they are no longer uncommitted. Never below zero: some may be of an earlier term.
     */
    void giveRoom(long bytes) {
        uncommittedBytes = Math.max(uncommittedBytes - bytes, 0);
    }

    /**
     * A proposal without data always has room, and so has any if nothing is uncommitted, lest a large one never get
     * through.
     */
    private boolean takeRoom(long bytes) {
        if (uncommittedBytes > 0 && bytes > 0 && bytes > raft.config.maxUncommittedSize() - uncommittedBytes) {
            return false;
        }
        uncommittedBytes += bytes;
        return true;
    }
}
