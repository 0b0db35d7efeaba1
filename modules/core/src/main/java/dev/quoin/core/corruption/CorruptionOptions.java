package dev.quoin.core.corruption;

import java.time.Duration;

/**
 * Which checks the leader makes.
 *
 * @param atCompactions how often it looks whether members have equal hashes at the last compaction; zero for never
 * @param atPresent how often it looks whether they have equal hashes at its present revision; zero for never
 */
public record CorruptionOptions(Duration atCompactions, Duration atPresent) {
    /** What a member does unless told otherwise. */
    public static final CorruptionOptions DEFAULT = new CorruptionOptions(Duration.ofMinutes(1), Duration.ZERO);
}
