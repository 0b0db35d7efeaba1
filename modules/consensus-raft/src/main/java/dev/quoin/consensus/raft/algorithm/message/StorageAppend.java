package dev.quoin.consensus.raft.algorithm.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Work for the log thread, to be done strictly in the order in which it was handed out: write the hard state, install
 * the snapshot, append the entries (dropping what the log holds from the first one's index on), make it durable, then
 * deliver the responses. Several pieces of work may share one fsync.
 *
 * @param hardState to remember from now on, or null if it did not change
 * @param entries to append; may be empty
 * @param snapshot to install before all that follows, or null; then there are no entries
 * @param mustSync whether the responses have to wait for an fsync of this work. If not, they still wait for all earlier
 *     work
 * @param responses for this member and for others, in order
 */
public record StorageAppend(
        @Nullable HardState hardState,
        List<Entry> entries,
        @Nullable Snapshot snapshot,
        boolean mustSync,
        List<Message> responses) {}
