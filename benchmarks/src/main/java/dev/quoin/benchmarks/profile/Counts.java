package dev.quoin.benchmarks.profile;

import dev.quoin.benchmarks.profile.CpuProfile.Share;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts samples by name. */
final class Counts {
    private final Map<String, Long> counts = new HashMap<>();
    private long total;

    void add(String name) {
        counts.merge(name, 1L, Long::sum);
        total++;
    }

    long total() {
        return total;
    }

    /** The largest, at most so many; equal ones by name. */
    List<Share> largest(int most) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(e -> new Share(e.getKey(), 100.0 * e.getValue() / total))
                .toList();
    }
}
