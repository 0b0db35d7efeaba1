package dev.quoin.core.watch;

import dev.quoin.core.store.Event;
import dev.quoin.core.store.RevisionEvents;
import dev.quoin.core.store.Store;
import java.util.List;

/** Brings what is applied to the watches that are up to date, once for many batches. Used by the hub. */
final class Live {
    /** After so many batches others get their turn. */
    private static final int BATCHES_A_TURN = 64;

    private final Store store;
    private final Feed feed;
    private final Ring ring;
    private final Watchers watchers;
    private final Outlet outlet;
    private final CatchUp catchUp;
    private final Deliveries deliveries = new Deliveries();

    Live(Store store, Feed feed, Ring ring, Watchers watchers, Outlet outlet, CatchUp catchUp) {
        this.store = store;
        this.feed = feed;
        this.ring = ring;
        this.watchers = watchers;
        this.outlet = outlet;
        this.catchUp = catchUp;
    }

    /** Takes what has come. */
    void turn() {
        List<RevisionEvents> batch;
        for (int i = 0; i < BATCHES_A_TURN && (batch = feed.poll()) != null; i++) {
            for (RevisionEvents revision : batch) {
                take(revision);
            }
        }
        deliver();
        if (feed.takeLost()) {
            leap(store.revision());
        }
    }

    private void take(RevisionEvents source) {
        // What comes after the last watch has ended is wanted by nobody.
        if (source.revision() <= ring.last() || watchers.count() == 0) {
            return;
        }
        if (source.revision() > ring.last() + 1) {
            deliver();
            leap(source.revision() - 1);
        }
        SharedRevision revision = new SharedRevision(source);
        ring.add(revision);
        List<Event> events = revision.events();
        for (int i = 0; i < events.size(); i++) {
            int place = i;
            Event event = events.get(i);
            watchers.index().find(event.key(), list -> collect(list, revision, place, event));
        }
    }

    private void collect(WatcherList list, SharedRevision revision, int place, Event event) {
        for (int i = 0; i < list.size(); i++) {
            Watcher watcher = list.get(i);
            if (watcher.state == Watcher.State.LIVE && watcher.next <= revision.revision() && watcher.wants(event)) {
                deliveries.add(watcher, revision, place);
            }
        }
    }

    private void deliver() {
        for (int i = 0; i < deliveries.size(); i++) {
            Delivery delivery = deliveries.get(i);
            Watcher watcher = delivery.watcher();
            if (watcher.stream().canSend()) {
                outlet.send(delivery, delivery.revision(delivery.size() - 1));
            } else {
                watcher.next = delivery.revision(0);
                catchUp.park(watcher);
            }
        }
        deliveries.clear();
        ring.trim();
    }

    /** Revisions up to one did not come: whoever is up to date is so no longer, and reads them from the log. */
    private void leap(long to) {
        long seen = ring.last();
        if (to <= seen) {
            return;
        }
        ring.restart(to);
        for (WatchStream stream : watchers.streams()) {
            for (Watcher watcher : stream.watchers.values()) {
                if (watcher.state == Watcher.State.LIVE && watcher.next <= to) {
                    watcher.next = Math.max(watcher.next, seen + 1);
                    catchUp.add(watcher);
                }
            }
        }
    }
}
