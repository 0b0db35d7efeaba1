package dev.quoin.testkit.history;

import dev.quoin.protocol.mvcc.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All versions of all keys, and what each revision did. Nothing is ever given up. */
final class KeyHistory {
    private final NavigableMap<String, List<KeyValue>> versions = new TreeMap<>();
    /** By revision, from the second on: a store without changes is at the first. */
    private final List<List<Change>> revisions = new ArrayList<>();

    long revision() {
        return revisions.size() + 1L;
    }

    List<Change> changes(long revision) {
        return revision <= 1 || revision > revision() ? List.of() : revisions.get((int) revision - 2);
    }

    /** Makes a revision, unless there is no change. */
    void add(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        revisions.add(List.copyOf(changes));
        for (Change change : changes) {
            versions.computeIfAbsent(change.key(), key -> new ArrayList<>()).add(change.kv());
        }
    }

    /** The version of a key that was in force at a revision, or null. */
    @Nullable
    KeyValue at(String key, long revision) {
        return inForce(versions.getOrDefault(key, List.of()), revision);
    }

    List<KeyValue> range(KeySpan span, long revision) {
        List<KeyValue> found = new ArrayList<>();
        for (var entry : versions.tailMap(span.from(), true).entrySet()) {
            if (span.contains(entry.getKey())) {
                KeyValue version = inForce(entry.getValue(), revision);
                if (version != null) {
                    found.add(version);
                }
            }
        }
        return found;
    }

    private static @Nullable KeyValue inForce(List<KeyValue> all, long revision) {
        for (int i = all.size() - 1; i >= 0; i--) {
            KeyValue version = all.get(i);
            if (version.getModRevision() <= revision) {
                return version.getVersion() == 0 ? null : version;
            }
        }
        return null;
    }
}
