package dev.quoin.core.watch;

import dev.quoin.core.store.KeyRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which keys any of some watches wants. Does not change; the probe makes it one thread's at a time. */
final class Interest {
    private final Set<KeyProbe> keys = new HashSet<>();
    private final KeyProbe probe = new KeyProbe();
    /** Ascending and apart from each other. */
    private final List<KeyRange> ranges = new ArrayList<>();

    Interest(List<Watcher> watchers) {
        List<KeyRange> all = new ArrayList<>();
        for (Watcher watcher : watchers) {
            KeyRange range = watcher.range();
            if (range.single()) {
                keys.add(new KeyProbe().pointAt(range.from()));
            } else {
                all.add(range);
            }
        }
        all.sort(Comparator.comparing(KeyRange::from, Arrays::compareUnsigned));
        all.forEach(this::join);
    }

    private void join(KeyRange range) {
        KeyRange last = ranges.isEmpty() ? null : ranges.getLast();
        if (last == null || isBefore(last.to(), range.from())) {
            ranges.add(range);
        } else if (isBefore(last.to(), range.to())) {
            ranges.set(ranges.size() - 1, new KeyRange(last.from(), range.to(), false));
        }
    }

    /** Whether an end, where null is none at all, lies before a key or another end. */
    private static boolean isBefore(byte @Nullable [] end, byte @Nullable [] other) {
        return end != null && (other == null || Arrays.compareUnsigned(end, other) < 0);
    }

    boolean includes(byte[] key) {
        return keys.contains(probe.pointAt(key)) || isInRange(key);
    }

    private boolean isInRange(byte[] key) {
        int low = 0;
        int high = ranges.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(ranges.get(middle).from(), key) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low > 0 && ranges.get(low - 1).contains(key);
    }
}
