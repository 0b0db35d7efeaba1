package dev.quoin.core.auth.rules;

import dev.quoin.core.store.KeyRange;
import dev.quoin.protocol.auth.Permission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of keys, as sorted ranges that neither overlap nor touch: ranges that touch were made one. Immutable; asking
 * allocates nothing.
 */
final class KeyRanges {
    static final KeyRanges NONE = new KeyRanges(new byte[0][], new byte[0][]);

    private final byte[][] from;
    /** The key behind the last of each range; null for no bound, which only the last range can have. */
    private final byte[] @Nullable [] to;

    private KeyRanges(byte[][] from, byte[] @Nullable [] to) {
        this.from = from;
        this.to = to;
    }

    /** The union of what permissions name. */
    static KeyRanges of(List<Permission> permissions) {
        List<KeyRange> ranges = new ArrayList<>();
        for (Permission permission : permissions) {
            KeyRange range = KeyRange.of(
                    permission.getKey().toByteArray(), permission.getRangeEnd().toByteArray());
            // The empty key is no key. A permission on it, which early versions accepted, permits nothing.
            if (range.from().length > 0 && !range.isEmpty()) {
                ranges.add(range);
            }
        }
        ranges.sort((a, b) -> Arrays.compareUnsigned(a.from(), b.from()));
        return merged(ranges);
    }

    private static KeyRanges merged(List<KeyRange> sorted) {
        List<byte[]> from = new ArrayList<>();
        List<byte @Nullable []> to = new ArrayList<>();
        for (KeyRange range : sorted) {
            int last = to.size() - 1;
            if (last >= 0 && reaches(to.get(last), range.from())) {
                to.set(last, later(to.get(last), range.to()));
            } else {
                from.add(range.from());
                to.add(range.to());
            }
        }
        return new KeyRanges(from.toArray(byte[][]::new), to.toArray(byte[][]::new));
    }

    private static boolean reaches(byte @Nullable [] end, byte[] begin) {
        return end == null || Arrays.compareUnsigned(begin, end) <= 0;
    }

    private static byte @Nullable [] later(byte @Nullable [] a, byte @Nullable [] b) {
        if (a == null || b == null) {
            return null;
        }
        return Arrays.compareUnsigned(a, b) >= 0 ? a : b;
    }

    /** Whether a key is in the set. */
    boolean contains(byte[] key) {
        return rangeOf(key) >= 0;
    }

    /** Whether all keys of a range are in the set. A range without keys is in it when its first key is. */
    boolean contains(KeyRange range) {
        int at = rangeOf(range.from());
        if (at < 0) {
            return false;
        }
        byte[] end = to[at];
        byte[] wanted = range.to();
        return range.single() || end == null || wanted != null && Arrays.compareUnsigned(wanted, end) <= 0;
    }

    /** The range that a key is in, or -1. */
    private int rangeOf(byte[] key) {
        int low = 0;
        int high = from.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(from[middle], key) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int at = low - 1;
        if (at < 0) {
            return -1;
        }
        byte[] end = to[at];
        return end == null || Arrays.compareUnsigned(key, end) < 0 ? at : -1;
    }
}
