package dev.quoin.core.watch;

import dev.quoin.core.store.Store;
import java.util.LinkedHashSet;
import java.util.Set;

/** All streams and their watches. While there is no watch, nothing is asked of the apply thread. Used by the hub. */
final class Watchers {
    private final Store store;
    private final Feed feed;
    private final Ring ring;
    private final WatcherIndex index = new WatcherIndex();
    private final Set<WatchStream> streams = new LinkedHashSet<>();
    private int count;
    private int slow;

    Watchers(Store store, Feed feed, Ring ring) {
        this.store = store;
        this.feed = feed;
        this.ring = ring;
    }

    WatcherIndex index() {
        return index;
    }

    Set<WatchStream> streams() {
        return streams;
    }

    int count() {
        return count;
    }

    /** How many are not live. */
    int slow() {
        return slow;
    }

    /**
     * Adds a watch, live or behind.
     *
     * @return the revision of the store at that moment
     */
    long add(Watcher watcher, long start) {
        if (count++ == 0) {
            // In this order: what is committed after the feed was opened comes through it, all before is up to here.
            feed.open();
            ring.restart(store.revision());
        }
        long now = store.revision();
        watcher.start = Math.max(0, start);
        watcher.next = start > 0 ? start : now + 1;
        WatchStream stream = watcher.stream();
        stream.watchers.put(watcher.id(), watcher);
        stream.progressWatches += watcher.options().progress() ? 1 : 0;
        stream.horizon = Math.max(stream.horizon, watcher.horizon());
        index.add(watcher);
        return now;
    }

    void remove(Watcher watcher) {
        if (watcher.state == Watcher.State.CLOSED) {
            return;
        }
        setLive(watcher);
        watcher.state = Watcher.State.CLOSED;
        watcher.sweep = null;
        WatchStream stream = watcher.stream();
        stream.watchers.remove(watcher.id());
        stream.progressWatches -= watcher.options().progress() ? 1 : 0;
        stream.horizonStale = true;
        index.remove(watcher);
        if (--count == 0) {
            feed.close();
            ring.restart(ring.last());
        }
    }

    /** The watch has not been told of everything. */
    void setBehind(Watcher watcher, Watcher.State state) {
        if (watcher.state == Watcher.State.LIVE) {
            watcher.stream().behind++;
            slow++;
        }
        watcher.state = state;
    }

    /** The watch has been told of everything that the hub has seen. */
    void setLive(Watcher watcher) {
        if (watcher.state != Watcher.State.LIVE) {
            watcher.stream().behind--;
            slow--;
            watcher.state = Watcher.State.LIVE;
        }
        WatchStream stream = watcher.stream();
        stream.horizon = Math.max(stream.horizon, watcher.horizon());
    }
}
