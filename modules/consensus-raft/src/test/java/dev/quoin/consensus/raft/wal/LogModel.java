package dev.quoin.consensus.raft.wal;

import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import java.util.ArrayList;
import java.util.List;

/**
 * What a log must hold: the states that it may be found in after a crash, from what is durable for certain to what was
 * written last.
 */
final class LogModel {
    private final List<State> possible = new ArrayList<>();
    private final List<HardState> hardStates = new ArrayList<>();

    /** @param start the entry before the first one */
    record State(long start, List<String> entries) {
        long last() {
            return start + entries.size();
        }
    }

    LogModel() {
        possible.add(new State(0, List.of()));
        hardStates.add(HardState.EMPTY);
    }

    State latest() {
        return possible.getLast();
    }

    HardState latestHardState() {
        return hardStates.getLast();
    }

    /** Every entry of a batch may be the last one that a crash keeps. */
    void append(List<Entry> batch, HardState state) {
        for (Entry entry : batch) {
            State now = latest();
            List<String> entries = new ArrayList<>(now.entries.subList(0, (int) (entry.index() - now.start - 1)));
            entries.add(Logs.text(entry));
            possible.add(new State(now.start, List.copyOf(entries)));
        }
        hardStates.add(state);
    }

    void compact(long upTo) {
        State now = latest();
        possible.add(new State(upTo, now.entries.subList((int) (upTo - now.start), now.entries.size())));
    }

    void install(long index) {
        possible.add(new State(index, List.of()));
    }

    /** All that was written is durable. */
    void synced() {
        possible.subList(0, possible.size() - 1).clear();
        hardStates.subList(0, hardStates.size() - 1).clear();
    }

    /** Whether this is what a crash may have left, and if so, nothing else is possible from now on. */
    boolean accepts(State found, HardState foundHard) {
        boolean known = hardStates.stream()
                .anyMatch(given -> given.term() == foundHard.term() && given.vote() == foundHard.vote());
        if (!possible.contains(found)
                || !known
                || foundHard.commit() > latestHardState().commit()
                || foundHard.commit() > found.last()) {
            return false;
        }
        possible.clear();
        possible.add(found);
        hardStates.clear();
        hardStates.add(foundHard);
        return true;
    }

    @Override
    public String toString() {
        return "one of " + possible + " and " + hardStates;
    }
}
