package dev.quoin.consensus.raft.algorithm.log;

import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A log in memory, for tests and simulations: forgets everything with the process. Safe for use by several threads. */
public final class MemoryStorage implements Storage {
    private final List<Entry> entries = new ArrayList<>();
    private HardState hardState = HardState.EMPTY;
    private Snapshot snapshot = Snapshot.EMPTY;
    private long cutIndex;
    private long cutTerm;

    @Override
    public synchronized HardState initialHardState() {
        return hardState;
    }

    @Override
    public synchronized ConfState initialConfState() {
        return snapshot.confState();
    }

    @Override
    public synchronized long firstIndex() {
        return cutIndex + 1;
    }

    @Override
    public synchronized long lastIndex() {
        return cutIndex + entries.size();
    }

    @Override
    public synchronized long term(long index) {
        if (index == cutIndex) {
            return cutTerm;
        }
        return index > cutIndex && index <= lastIndex() ? at(index).term() : UNKNOWN_TERM;
    }

    @Override
    public synchronized @Nullable List<Entry> entries(long from, long to, long maxBytes) {
        if (from <= cutIndex) {
            return null;
        }
        if (to > lastIndex() + 1) {
            throw new IllegalArgumentException("entries up to " + to + " of a log that ends at " + lastIndex());
        }
        List<Entry> range = entries.subList((int) (from - cutIndex - 1), (int) (to - cutIndex - 1));
        return List.copyOf(EntrySlice.limit(range, maxBytes));
    }

    @Override
    public synchronized Snapshot snapshot() {
        return snapshot;
    }

    /** Remembers a hard state. */
    public synchronized void setHardState(HardState state) {
        hardState = state;
    }

    /**
     * Appends entries, dropping what is at their indexes and beyond. Those that have been cut off already are left out.
     */
    public synchronized void append(List<Entry> added) {
        for (Entry entry : added) {
            if (entry.index() <= cutIndex) {
                continue;
            }
            if (entry.index() > lastIndex() + 1) {
                throw new IllegalArgumentException(
                        "missing log entry [last: " + lastIndex() + ", append at: " + entry.index() + "]");
            }
            entries.subList((int) (entry.index() - cutIndex - 1), entries.size())
                    .clear();
            entries.add(entry);
        }
    }

    /**
     * Replaces everything by a snapshot.
     *
     * @throws IllegalArgumentException if it is not newer than the last one
     */
    public synchronized void applySnapshot(Snapshot replacement) {
        if (snapshot.index() != 0 && snapshot.index() >= replacement.index()) {
            throw new IllegalArgumentException("requested index is older than the existing snapshot");
        }
        snapshot = replacement;
        entries.clear();
        cutIndex = replacement.index();
        cutTerm = replacement.term();
    }

    /** Makes a snapshot of the log up to an index, to be given to followers. */
    public synchronized void createSnapshot(long index, ConfState confState, byte[] data) {
        if (index <= snapshot.index()) {
            throw new IllegalArgumentException("requested index is older than the existing snapshot");
        }
        snapshot = new Snapshot(index, term(index), confState, data);
    }

    /** Cuts the log off up to and including an index. */
    public synchronized void compact(long upTo) {
        if (upTo <= cutIndex || upTo > lastIndex()) {
            throw new IllegalArgumentException(
                    "compact " + upTo + " is out of (" + cutIndex + ", " + lastIndex() + "]");
        }
        long term = term(upTo);
        entries.subList(0, (int) (upTo - cutIndex)).clear();
        cutIndex = upTo;
        cutTerm = term;
    }

    private Entry at(long index) {
        return entries.get((int) (index - cutIndex - 1));
    }
}
