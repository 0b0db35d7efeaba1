package dev.quoin.testkit.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a seed.
 *
 * @param seed the seed
 * @param violation the promise that was broken, or null
 * @param fingerprint equal in two runs only when the same things happened in the same order
 * @param trace the last lines of the run's trace, when they were asked for
 * @param figures the amount of what was checked
 */
public record SeedResult(long seed, @Nullable String violation, long fingerprint, List<String> trace, Figures figures) {
    /**
     * The figures of a run.
     *
     * @param entries the entries in the log
     * @param answers the answers that were checked
     * @param events the events that watches got
     * @param cancelled watches that ended because a compaction removed what they had not seen yet
     * @param terms the terms with a leader
     * @param snapshots the snapshots that were installed
     * @param changes the changes of membership after the founding
     * @param expired the leases that ended because their time was up
     * @param faults the faults that happened
     * @param virtualMillis the length of the run in virtual time, in milliseconds
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
