package dev.quoin.core.watch;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The watches of one range; removing takes the same time however many there are. Used by the hub. */
final class WatcherList {
    private @Nullable Watcher[] items = new Watcher[1];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    Watcher get(int index) {
        return Objects.requireNonNull(items[index]);
    }

    void add(Watcher watcher) {
        if (size == items.length) {
            items = Arrays.copyOf(items, size * 2);
        }
        watcher.place = size;
        items[size++] = watcher;
    }

    void remove(Watcher watcher) {
        Watcher last = get(--size);
        items[watcher.place] = last;
        last.place = watcher.place;
        items[size] = null;
    }
}
