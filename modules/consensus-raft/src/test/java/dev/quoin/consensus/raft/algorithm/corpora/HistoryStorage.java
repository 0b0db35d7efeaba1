package dev.quoin.consensus.raft.algorithm.corpora;

import dev.quoin.consensus.raft.algorithm.log.MemoryStorage;
import dev.quoin.consensus.raft.algorithm.log.Storage;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A memory log whose snapshots are always of the latest applied state. */
record HistoryStorage(MemoryStorage log, List<Snapshot> history) implements Storage {
    @Override
    public HardState initialHardState() {
        return log.initialHardState();
    }

    @Override
    public ConfState initialConfState() {
        return log.initialConfState();
    }

    @Override
    public long firstIndex() {
        return log.firstIndex();
    }

    @Override
    public long lastIndex() {
        return log.lastIndex();
    }

    @Override
    public long term(long index) {
        return log.term(index);
    }

    @Override
    public @Nullable List<Entry> entries(long from, long to, long maxBytes) {
        return log.entries(from, to, maxBytes);
    }

    @Override
    public Snapshot snapshot() {
        return history.getLast();
    }
}
