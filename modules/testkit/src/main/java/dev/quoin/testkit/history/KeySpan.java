package dev.quoin.testkit.history;

import com.google.protobuf.ByteString;

/**
 * One key, or all from one up to another, as requests name them; keys are text.
 *
 * @param from the first
 * @param end the first that is not meant any more; empty for one key, a zero byte for no end
 */
public record KeySpan(String from, String end) {
    private static final String ENDLESS = "\0";

    /** As a request holds it. */
    public static KeySpan of(ByteString key, ByteString rangeEnd) {
        return new KeySpan(key.toStringUtf8(), rangeEnd.toStringUtf8());
    }

    /** Whether a key is meant. */
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
