package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import dev.quoin.consensus.raft.algorithm.message.PeerMessage;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.consensus.raft.algorithm.message.StorageAppend;
import dev.quoin.consensus.raft.algorithm.message.StorageApply;
import dev.quoin.consensus.raft.algorithm.read.ReadState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a member wants done, handed out once. With asynchronous storage writes only the soft state, the read states, the
 * messages, the append and the apply are the caller's business; without, there are no append and apply, and messages
 * are sent after everything else is written.
 *
 * @param softState if it changed
 * @param hardState if it changed
 * @param readStates reads that may go on, once applied up to their index
 * @param entries to append to the log
 * @param snapshot to install before the entries of a later round, or null
 * @param committedEntries to apply, in order
 * @param messages to other members. With asynchronous storage writes they leave at once, before anything is written:
 *     whatever has to wait is among the responses of the append
 * @param mustSync whether hard state and entries have to be durable before the messages leave; false for a mere advance
 *     of the commit index
 * @param append work for the log thread; only with asynchronous storage writes
 * @param apply work for the apply thread; only with asynchronous storage writes
 */
public record Ready(
        @Nullable SoftState softState,
        @Nullable HardState hardState,
        List<ReadState> readStates,
        List<Entry> entries,
        @Nullable Snapshot snapshot,
        List<Entry> committedEntries,
        List<PeerMessage> messages,
        boolean mustSync,
        @Nullable StorageAppend append,
        @Nullable StorageApply apply) {}
