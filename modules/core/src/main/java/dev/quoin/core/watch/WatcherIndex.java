package dev.quoin.core.watch;

import dev.quoin.core.store.KeyRange;
import java.util.HashMap;
import java.util.Map;

/** Finds the watches that a key concerns: those of single keys by hash, those of ranges by a tree. Used by the hub. */
final class WatcherIndex {
    private final Map<KeyProbe, WatcherList> keys = new HashMap<>();
    private final RangeTree ranges = new RangeTree();
    private final KeyProbe probe = new KeyProbe();

    /** Takes the watches that were looked for. */
    @FunctionalInterface
    interface Visitor {
        void visit(WatcherList watchers);
    }

    void add(Watcher watcher) {
        KeyRange range = watcher.range();
        WatcherList list = range.single()
                ? keys.computeIfAbsent(new KeyProbe().pointAt(range.from()), key -> new WatcherList())
                : ranges.listOf(range);
        list.add(watcher);
    }

    void remove(Watcher watcher) {
        KeyRange range = watcher.range();
        if (!range.single()) {
            ranges.remove(watcher);
            return;
        }
        WatcherList list = keys.get(probe.pointAt(range.from()));
        if (list != null) {
            list.remove(watcher);
            if (list.isEmpty()) {
                keys.remove(probe);
            }
        }
    }

    /** Shows all watches that a key concerns. */
    void find(byte[] key, Visitor visitor) {
        WatcherList list = keys.get(probe.pointAt(key));
        if (list != null) {
            visitor.visit(list);
        }
        ranges.find(key, visitor);
    }
}
