package dev.quoin.testkit.storage;

import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** The records that a cursor within bounds must show, found by searching a map. */
final class ModelCursor {
    private final NavigableMap<String, String> records;
    private final @Nullable String from;
    private final @Nullable String to;
    private @Nullable String at;

    ModelCursor(NavigableMap<String, String> records, @Nullable String from, @Nullable String to) {
        this.records = records;
        this.from = from;
        this.to = to;
    }

    @Nullable
    String first() {
        return stand(from == null ? records.firstEntry() : records.ceilingEntry(from));
    }

    @Nullable
    String last() {
        return stand(to == null ? records.lastEntry() : records.lowerEntry(to));
    }

    @Nullable
    String seek(String key) {
        return stand(records.ceilingEntry(from != null && from.compareTo(key) > 0 ? from : key));
    }

    @Nullable
    String seekBefore(String key) {
        return stand(records.lowerEntry(to != null && to.compareTo(key) < 0 ? to : key));
    }

    boolean stands() {
        return at != null;
    }

    @Nullable
    String next() {
        return stand(records.higherEntry(String.valueOf(at)));
    }

    @Nullable
    String previous() {
        return stand(records.lowerEntry(String.valueOf(at)));
    }

    private @Nullable String stand(Map.@Nullable Entry<String, String> found) {
        boolean within = found != null
                && (from == null || found.getKey().compareTo(from) >= 0)
                && (to == null || found.getKey().compareTo(to) < 0);
        at = found != null && within ? found.getKey() : null;
        return found != null && within ? found.getKey() + "=" + found.getValue() : null;
    }
}
