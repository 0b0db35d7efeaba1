package dev.quoin.core.watch;

import dev.quoin.core.store.Store;

/** Sends a watch what was collected for it, and notes how far it is then. Used by the hub. */
final class Outlet {
    private final Store store;
    private final Watchers watchers;
    private final Responses responses;
    private final EventResponses events;

    Outlet(Store store, Watchers watchers, Responses responses, EventResponses events) {
        this.store = store;
        this.watchers = watchers;
        this.responses = responses;
        this.events = events;
    }

    /** Sends events; the watch has then been told of everything up to a revision. */
    void send(Delivery delivery, long through) {
        Watcher watcher = delivery.watcher();
        if (events.send(delivery, through)) {
            watcher.progressDue = false;
            watcher.next = through + 1;
        } else {
            end(watcher, "etcdserver: the events of a revision are too large for a response without fragments");
        }
    }

    /** Ends a watch that was overtaken by a compaction. */
    void endCompacted(Watcher watcher, long compactRevision) {
        responses.compacted(watcher.stream(), watcher.id(), compactRevision);
        watchers.remove(watcher);
    }

    /** Ends a watch that can not go on. */
    void end(Watcher watcher, String reason) {
        responses.broken(watcher.stream(), watcher.id(), store.revision(), reason);
        watchers.remove(watcher);
    }
}
