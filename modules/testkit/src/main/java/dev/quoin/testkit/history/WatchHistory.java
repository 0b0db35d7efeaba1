package dev.quoin.testkit.history;

import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.WatchResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Checks the events of one watch, over all streams on which it was resumed. It gets every change of its keys once and
 * in order. The changes of one revision come together, with the versions before them if those were asked for. None is
 * left out between two answers, or before a revision that progress was reported for.
 */
public final class WatchHistory {
    private final String name;
    private final Ledger ledger;
    private final Violations violations;
    private final KeySpan span;
    private final boolean previous;
    private long next;
    private long events;
    private long cancelled;

    /**
     * A watch of all changes from a revision on.
     *
     * @param previous whether versions before were asked for
     */
    public WatchHistory(String name, Ledger ledger, Violations violations, KeySpan span, long from, boolean previous) {
        this.name = name;
        this.ledger = ledger;
        this.violations = violations;
        this.span = span;
        this.next = from;
        this.previous = previous;
    }

    /** The revision from which on the watch knows nothing yet; where to resume. */
    public long next() {
        return next;
    }

    /** Returns the number of events that came. */
    public long events() {
        return events;
    }

    /** Returns how often a compaction cancelled the watch. */
    public long cancelled() {
        return cancelled;
    }

    /** Takes an answer on the watch, other than its creation. */
    public void received(WatchResponse response) {
        if (response.getCanceled()) {
            cancelled(response);
        } else if (response.getEventsCount() == 0) {
            // Progress: nothing up to here is left out.
            through(response.getHeader().getRevision(), List.of());
        } else {
            events += response.getEventsCount();
            through(
                    response.getEvents(response.getEventsCount() - 1).getKv().getModRevision(),
                    response.getEventsList());
        }
    }

    /** Returns true when all changes of its keys so far have come. */
    public boolean isComplete() {
        return expected(ledger.store().revision()).isEmpty();
    }

    private void cancelled(WatchResponse response) {
        cancelled++;
        long compacted = response.getCompactRevision();
        violations.require(
                compacted > next && compacted <= ledger.store().compacted(),
                () -> name + " was cancelled at revision " + next + " with compact revision " + compacted + " ("
                        + response.getCancelReason() + "), compacted is "
                        + ledger.store().compacted());
        next = Math.max(next, compacted);
    }

    private void through(long revision, List<Event> got) {
        violations.require(
                revision <= ledger.store().revision(),
                () -> name + " was told of revision " + revision + ", which nobody has applied");
        List<Change> wanted = expected(revision);
        for (int i = 0; i < Math.max(got.size(), wanted.size()); i++) {
            if (i >= got.size()) {
                violations.found(name + " was told nothing of: " + wanted.get(i) + " (up to " + revision + ", from "
                        + next + ")");
            } else if (i >= wanted.size() || !isSame(wanted.get(i), got.get(i))) {
                violations.found(name + " got " + show(got.get(i)) + " where due was "
                        + (i < wanted.size() ? wanted.get(i) : "nothing") + " (from " + next + ")");
            } else {
                continue;
            }
            return;
        }
        next = Math.max(next, revision + 1);
    }

    private List<Change> expected(long through) {
        List<Change> due = new ArrayList<>();
        for (long revision = next; revision <= through; revision++) {
            for (Change change : ledger.store().changes(revision)) {
                if (span.contains(change.key())) {
                    due.add(change);
                }
            }
        }
        return due;
    }

    private boolean isSame(Change change, Event event) {
        // The version before may have been compacted meanwhile.
        boolean hadPrevious = event.hasPrevKv();
        KeyValue before = change.previous();
        boolean previousFits = hadPrevious
                ? previous && Objects.equals(event.getPrevKv(), before)
                : !previous
                        || before == null
                        || change.revision() <= ledger.store().compacted();
        return (event.getType() == Event.EventType.DELETE) == change.deletion()
                && event.getKv().equals(change.kv())
                && previousFits;
    }

    private static String show(Event event) {
        return "revision " + event.getKv().getModRevision() + " " + event.getType() + " "
                + event.getKv().getKey().toStringUtf8() + " = "
                + event.getKv().getValue().toStringUtf8()
                + (event.hasPrevKv() ? " with its version before" : "");
    }
}
