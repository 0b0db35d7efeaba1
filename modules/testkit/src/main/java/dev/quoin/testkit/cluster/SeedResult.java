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
     * @param cancelled watches, because what they had not seen yet was compacted
     * @param terms with a leader
     * @param snapshots installed
     * @param changes of the membership, beyond the founders
     * @param expired leases that ended because their time was up
     * @param faults inflicted
     * @param virtualMillis how long it took in virtual time
     */
    public record Figures(
            long entries,
            long answers,
            long events,
            long cancelled,
            long terms,
            long snapshots,
            long changes,
            long expired,
            long faults,
            long virtualMillis) {
        /** Nothing. */
        public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        /** Both together. */
        public Figures plus(Figures other) {
            return new Figures(
                    entries + other.entries,
                    answers + other.answers,
                    events + other.events,
                    cancelled + other.cancelled,
                    terms + other.terms,
                    snapshots + other.snapshots,
                    changes + other.changes,
                    expired + other.expired,
                    faults + other.faults,
                    virtualMillis + other.virtualMillis);
        }
    }
}
