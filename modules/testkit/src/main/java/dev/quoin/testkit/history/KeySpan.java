package dev.quoin.testkit.history;

import com.google.protobuf.ByteString;

/**
 * A key, or a range of keys, as requests name it. Keys are text.
 *
 * @param from the first key
 * @param end the first key behind the range; empty for a single key, a zero byte for no end
 */
public record KeySpan(String from, String end) {
    private static final String ENDLESS = "\0";

    /** Reads the span of a request. */
    public static KeySpan of(ByteString key, ByteString rangeEnd) {
        return new KeySpan(key.toStringUtf8(), rangeEnd.toStringUtf8());
    }

    /** Returns true when the span covers a key. */
    public boolean contains(String key) {
        if (end.isEmpty()) {
            return key.equals(from);
        }
        return key.compareTo(from) >= 0 && (end.equals(ENDLESS) || key.compareTo(end) < 0);
    }

    @Override
    public String toString() {
        return end.isEmpty() ? from : "[" + from + ", " + (end.equals(ENDLESS) ? "" : end) + ")";
    }
}
