package dev.quoin.consensus.raft.algorithm.tracker;

import dev.quoin.consensus.raft.algorithm.quorum.IdSet;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The progress of each member, in ascending order of ids. Plain arrays: few members, looked up with every message,
 * walked with every append.
 */
public final class ProgressMap {
    private IdSet ids = IdSet.EMPTY;
    private Progress[] values = new Progress[0];

    /** How many members there are. */
    public int size() {
        return values.length;
    }

    /** The id at a position. */
    public long idAt(int position) {
        return ids.get(position);
    }

    /** The progress at a position. */
    public Progress at(int position) {
        return values[position];
    }

    /** A member's progress, or null if it is none. */
    public @Nullable Progress get(long id) {
        int position = ids.indexOf(id);
        return position < 0 ? null : values[position];
    }

    /** Adds a member, or replaces its progress. */
    public void put(long id, Progress progress) {
        if (!ids.contains(id)) {
            ids = ids.with(id);
            int at = ids.indexOf(id);
            Progress[] grown = Arrays.copyOf(values, ids.size());
            System.arraycopy(values, at, grown, at + 1, values.length - at);
            values = grown;
        }
        values[ids.indexOf(id)] = progress;
    }

    /** Forgets a member. */
    public void remove(long id) {
        int at = ids.indexOf(id);
        if (at < 0) {
            return;
        }
        ids = ids.without(id);
        Progress[] rest = Arrays.copyOf(values, ids.size());
        System.arraycopy(values, at + 1, rest, at, rest.length - at);
        values = rest;
    }

    /** One that takes this one's place when a change succeeds. */
    public ProgressMap successor() {
        return map(Progress::successor);
    }

    /** A copy for who only looks. */
    public ProgressMap copy() {
        return map(Progress::copy);
    }

    private ProgressMap map(Function<Progress, Progress> each) {
        ProgressMap result = new ProgressMap();
        result.ids = ids;
        result.values = Arrays.stream(values).map(each).toArray(Progress[]::new);
        return result;
    }

    /** One line for each member. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            text.append(Long.toUnsignedString(ids.get(i)))
                    .append(": ")
                    .append(values[i])
                    .append('\n');
        }
        return text.toString();
    }
}
