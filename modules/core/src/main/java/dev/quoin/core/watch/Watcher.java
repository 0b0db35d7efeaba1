package dev.quoin.core.watch;

import dev.quoin.core.store.Event;
import dev.quoin.core.store.KeyRange;
import org.jspecify.annotations.Nullable;

/** One watch of a stream. Used by the hub, which owns the fields that are not final. */
final class Watcher {
    /** Where a watch stands. */
    enum State {
        /** Has been told of everything, and is told of what comes. */
        LIVE,
        /** Is behind and waits for its turn to catch up. */
        QUEUED,
        /** Is behind and waits for its stream to take more. */
        PARKED,
        /** Is behind, and its past is being read. */
        SWEEPING,
        /** Has ended. */
        CLOSED
    }

    private final WatchStream stream;
    private final long id;
    private final KeyRange range;
    private final Options options;

    State state = State.LIVE;
    /** It has been told of everything before this revision; while it is live also of everything that the hub has seen. */
    long next;
    /** The revision that it asked to start at, or 0. */
    long start;
    /** Where it stands in the list of those with the same range. */
    int place;
    /** An idle interval has passed; an event takes this back. */
    boolean progressDue = true;
    /** The turn of catching up that it takes part in. */
    @Nullable
    Sweep sweep;
    /** What is collected for it in the present turn. */
    @Nullable
    Delivery delivery;

    /** What a client chooses when it creates a watch. */
    record Options(boolean noPut, boolean noDelete, boolean previous, boolean progress, boolean fragment) {}

    Watcher(WatchStream stream, long id, KeyRange range, Options options) {
        this.stream = stream;
        this.id = id;
        this.range = range;
        this.options = options;
    }

    WatchStream stream() {
        return stream;
    }

    long id() {
        return id;
    }

    KeyRange range() {
        return range;
    }

    Options options() {
        return options;
    }

    boolean wants(Event event) {
        return event.deletion() ? !options.noDelete() : !options.noPut();
    }

    /** The revision that the hub must have seen before progress can be told without going back or ahead of the start. */
    long horizon() {
        return Math.max(start, next - 1);
    }
}
