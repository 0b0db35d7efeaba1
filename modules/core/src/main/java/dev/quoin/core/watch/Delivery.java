package dev.quoin.core.watch;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The events of one turn that a watch wants, in order. Used by the hub, again and again for other watches. */
final class Delivery {
    private static final int FIRST_CAPACITY = 8;
    /** A larger one is not kept for the next turn. */
    private static final int KEPT_CAPACITY = 64;

    private @Nullable Watcher watcher;
    private @Nullable SharedRevision[] revisions = new SharedRevision[FIRST_CAPACITY];
    private int[] events = new int[FIRST_CAPACITY];
    private int size;
    private long compacted;

    void begin(Watcher newWatcher) {
        watcher = newWatcher;
        newWatcher.delivery = this;
    }

    void add(SharedRevision revision, int event) {
        if (size == events.length) {
            revisions = Arrays.copyOf(revisions, size * 2);
            events = Arrays.copyOf(events, size * 2);
        }
        revisions[size] = revision;
        events[size++] = event;
    }

    /** Forgets all. */
    void end() {
        watcher().delivery = null;
        watcher = null;
        Arrays.fill(revisions, 0, size, null);
        size = 0;
    }

    boolean isKept() {
        return events.length <= KEPT_CAPACITY;
    }

    Watcher watcher() {
        return Objects.requireNonNull(watcher);
    }

    int size() {
        return size;
    }

    /** The revision of an event. */
    long revision(int index) {
        return Objects.requireNonNull(revisions[index]).revision();
    }

    /** Fixes what the events look like. What an event at or before the compacted revision replaced is given up, wherever it is still to be found. */
    void seal(long compactedRevision) {
        compacted = compactedRevision;
    }

    /** An event as a field of a response. */
    byte[] encoded(int index) {
        boolean previous = watcher().options().previous() && revision(index) > compacted;
        return Objects.requireNonNull(revisions[index]).encoded(events[index], previous);
    }
}
