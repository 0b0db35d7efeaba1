package dev.quoin.core.corruption;

import java.time.Duration;

/**
 * Which checks are made.
 *
 * @param atCompactions how often the leader looks whether members have equal hashes at the last compaction; zero for never
 * @param atPresent how often the leader looks whether they have equal hashes at its present revision; zero for never
 * @param initial whether a member compares its data with that of the others before it takes part
 */
public record CorruptionOptions(Duration atCompactions, Duration atPresent, boolean initial) {
    /** What a member does unless told otherwise. */
    public static final CorruptionOptions DEFAULT = new CorruptionOptions(Duration.ofMinutes(1), Duration.ZERO);

    /** Without the initial check. */
    public CorruptionOptions(Duration atCompactions, Duration atPresent) {
        this(atCompactions, atPresent, false);
    }
}
