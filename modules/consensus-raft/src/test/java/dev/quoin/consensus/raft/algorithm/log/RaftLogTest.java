package dev.quoin.consensus.raft.algorithm.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.consensus.raft.algorithm.trace.InvariantViolation;
import dev.quoin.consensus.raft.algorithm.trace.Trace;
import dev.quoin.consensus.raft.algorithm.trace.Tracer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A log that lies partly in storage and partly in memory, and looks like one. */
class RaftLogTest {
    private static final Trace TRACE = new Trace(Tracer.NONE);

    private static Entry entry(long term, long index) {
        return Entry.proposal(new byte[10]).at(term, index);
    }

    private static List<Entry> range(long term, long first, long last) {
        List<Entry> entries = new ArrayList<>();
        for (long index = first; index <= last; index++) {
            entries.add(entry(term, index));
        }
        return entries;
    }

    /** Entries 1 to 10 of term 1, of which 1 to 3 are cut off and up to 6 are in storage. */
    private static RaftLog log() {
        MemoryStorage storage = new MemoryStorage();
        storage.append(range(1, 1, 6));
        storage.compact(3);
        RaftLog log = new RaftLog(storage, TRACE, Long.MAX_VALUE);
        log.append(range(1, 7, 10));
        return log;
    }

    @Test
    void readsSpanStorageAndMemory() {
        assertThat(log().slice(4, 11, Long.MAX_VALUE))
                .extracting(Entry::index)
                .containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(log().slice(6, 8, Long.MAX_VALUE)).extracting(Entry::index).containsExactly(6L, 7L);
        assertThat(log().slice(8, 8, Long.MAX_VALUE)).isEmpty();
        assertThat(log().slice(3, 8, Long.MAX_VALUE)).isNull();
        assertThatThrownBy(() -> log().slice(8, 12, 1)).isInstanceOf(InvariantViolation.class);
    }

    @Test
    void limitsAreKeptAcrossTheSeam() {
        long size = entry(1, 5).encodedSize();
        for (int fitting = 0; fitting <= 7; fitting++) {
            for (long extra : new long[] {0, size - 1}) {
                long limit = fitting * size + extra;
                assertThat(log().slice(4, 11, limit)).as("limit %d", limit).hasSize(Math.max(fitting, 1));
            }
        }
    }

    @Test
    void termsAreKnownFromTheCutOn() {
        RaftLog log = log();
        assertThat(log.term(2)).isEqualTo(Storage.UNKNOWN_TERM);
        assertThat(log.term(3)).isEqualTo(1);
        assertThat(log.term(10)).isEqualTo(1);
        assertThat(log.term(11)).isEqualTo(Storage.UNKNOWN_TERM);
        assertThat(log.firstIndex()).isEqualTo(4);
    }

    @Test
    void snapshotIsAllThatIsLeft() {
        RaftLog log = log();
        log.restore(new Snapshot(20, 3, ConfState.EMPTY, Entry.NO_DATA));
        assertThat(log.firstIndex()).isEqualTo(21);
        assertThat(log.lastIndex()).isEqualTo(20);
        assertThat(log.lastTerm()).isEqualTo(3);
        assertThat(log.term(10)).isEqualTo(Storage.UNKNOWN_TERM);
        assertThat(log.slice(5, 8, 1)).isNull();
    }

    @Test
    void commitIndexNeverFallsNorLeavesTheLog() {
        RaftLog log = log();
        log.commitTo(8);
        log.commitTo(5);
        assertThat(log.committed()).isEqualTo(8);
        assertThatThrownBy(() -> log.commitTo(11)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> log.append(range(2, 8, 8))).isInstanceOf(InvariantViolation.class);
    }

    @Test
    void reportsOfOtherEntriesAreIgnored() {
        RaftLog log = log();
        log.stableTo(9, 2);
        log.stableTo(11, 1);
        log.stableTo(5, 1);
        assertThat(log.stableIndex()).isEqualTo(6);
        log.stableTo(9, 1);
        assertThat(log.stableIndex()).isEqualTo(9);
    }

    /** Random appends, truncations and reports against plain lists; slices taken on the way must never change. */
    @Test
    void unstableBehavesLikeAList() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Unstable unstable = new Unstable(1, TRACE);
            List<Entry> model = new ArrayList<>();
            List<List<Entry>> taken = new ArrayList<>();
            List<List<Entry>> copies = new ArrayList<>();
            int stable = 0;
            for (int step = 0; step < 60; step++) {
                switch (random.nextInt(4)) {
                    case 0, 1 -> {
                        int from = stable + random.nextInt(model.size() - stable + 1);
                        model.subList(from, model.size()).clear();
                        List<Entry> added = range(step + 1, from + 1, from + 1 + random.nextInt(5));
                        model.addAll(added);
                        unstable.truncateAndAppend(added);
                    }
                    case 2 -> {
                        List<Entry> next = unstable.nextEntries();
                        unstable.acceptInProgress();
                        taken.add(next);
                        copies.add(List.copyOf(next));
                    }
                    default -> {
                        if (stable < model.size()) {
                            stable += 1 + random.nextInt(model.size() - stable);
                            unstable.stableTo(stable, model.get(stable - 1).term());
                        }
                    }
                }
                assertThat(unstable.offset()).isEqualTo(stable + 1);
                assertThat(unstable.lastIndex()).isEqualTo(model.size());
                assertThat(unstable.slice(stable + 1, model.size() + 1)).isEqualTo(model.subList(stable, model.size()));
            }
            assertThat(taken).as("seed %d", seed).isEqualTo(copies);
        }
    }
}
