package dev.quoin.testkit.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a seed.
 *
 * @param seed the seed
 * @param violation the promise that was broken, or null
 * @param fingerprint equal only where the same happened in the same order
 * @param trace what happened last, where that was asked for
 * @param figures how much there was to check
 */
public record SeedResult(long seed, @Nullable String violation, long fingerprint, List<String> trace, Figures figures) {
    /**
     * How much happened.
     *
     * @param entries in the log
     * @param answers that were checked
     * @param events that watches got
     * @param faults inflicted
     * @param virtualMillis how long it took in virtual time
     */
    public record Figures(long entries, long answers, long events, int faults, long virtualMillis) {}
}
