package dev.quoin.consensus.raft.runtime;

import dev.quoin.consensus.raft.algorithm.log.Storage;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.consensus.raft.wal.LogStore;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The log and the state machine's snapshots, as the algorithm reads them. */
final class RaftStorage implements Storage {
    private final LogStore log;
    private final ConfState initial;
    private final Supplier<@Nullable Snapshot> snapshots;

    RaftStorage(LogStore log, ConfState initial, Supplier<@Nullable Snapshot> snapshots) {
        this.log = log;
        this.initial = initial;
        this.snapshots = snapshots;
    }

    @Override
    public HardState initialHardState() {
        return log.hardState();
    }

    @Override
    public ConfState initialConfState() {
        return initial;
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
    public @Nullable Snapshot snapshot() {
        return snapshots.get();
    }
}
