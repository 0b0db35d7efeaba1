package dev.quoin.consensus.raft.algorithm.corpora;

import dev.quoin.consensus.raft.algorithm.RaftConfig;
import dev.quoin.consensus.raft.algorithm.RaftNode;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChange;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChangeCodec;
import dev.quoin.consensus.raft.algorithm.log.MemoryStorage;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.consensus.raft.algorithm.message.StorageAppend;
import dev.quoin.consensus.raft.algorithm.message.StorageApply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A member of the group under test, with its storage, the work of its threads, and a state machine that strings
 * together what it is given.
 */
final class Member {
    final RaftConfig config;
    final RaftNode node;
    final MemoryStorage storage;
    final Queue<StorageAppend> appendWork = new ArrayDeque<>();
    final Queue<StorageApply> applyWork = new ArrayDeque<>();
    private final List<Snapshot> history;

    Member(RaftConfig config, MemoryStorage storage, List<Snapshot> history) {
        this.config = config;
        this.storage = storage;
        this.history = history;
        this.node = new RaftNode(config);
    }

    static List<Snapshot> history(Snapshot first) {
        return new ArrayList<>(List.of(first));
    }

    Snapshot snapshot() {
        return history.getLast();
    }

    void append(@Nullable HardState state, List<Entry> entries, @Nullable Snapshot snapshot) {
        if (state != null) {
            storage.setHardState(state);
        }
        if (snapshot != null) {
            storage.applySnapshot(snapshot);
        } else {
            storage.append(entries);
        }
    }

    void apply(List<Entry> entries) {
        for (Entry entry : entries) {
            Snapshot last = history.getLast();
            if (entry.type().changesMembership()) {
                ConfChange change = ConfChangeCodec.decode(entry);
                record(entry, last, node.applyConfChange(change), change.context());
            } else {
                record(entry, last, last.confState(), entry.data());
            }
        }
    }

    private void record(Entry entry, Snapshot last, ConfState members, byte[] update) {
        byte[] data = new byte[last.data().length + update.length];
        System.arraycopy(last.data(), 0, data, 0, last.data().length);
        System.arraycopy(update, 0, data, last.data().length, update.length);
        history.add(new Snapshot(entry.index(), entry.term(), members, data));
    }
}
