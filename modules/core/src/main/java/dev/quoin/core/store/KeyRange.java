package dev.quoin.core.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a request means by {@code key} and {@code range_end}: one key where there is no end, all from the key on where the end is a single
 * zero byte, else those from the key up to but without the end (none, when the end is not greater).
 *
 * @param from the first key
 * @param to the key behind the last, or null for no bound
 * @param single whether only {@code from} itself is meant
 */
public record KeyRange(byte[] from, byte @Nullable [] to, boolean single) {
    /** As the API writes ranges. */
    public static KeyRange of(byte[] key, byte[] rangeEnd) {
        if (rangeEnd.length == 0) {
            return new KeyRange(key, Keys.after(key), true);
        }
        boolean open = rangeEnd.length == 1 && rangeEnd[0] == 0;
        return new KeyRange(key, open ? null : rangeEnd, false);
    }

    /** Whether no key can be in it. */
    public boolean isEmpty() {
        return to != null && Arrays.compareUnsigned(from, to) >= 0;
    }

    /** Whether a key is in it. */
    public boolean contains(byte[] key) {
        return single
                ? Arrays.equals(from, key)
                : Arrays.compareUnsigned(from, key) <= 0 && (to == null || Arrays.compareUnsigned(key, to) < 0);
    }
}
