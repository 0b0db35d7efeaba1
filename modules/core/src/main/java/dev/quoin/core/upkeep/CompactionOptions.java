package dev.quoin.core.upkeep;

import java.time.Duration;

/**
 * Which history the member compacts by itself, while it leads.
 *
 * @param period history older than this is given up; zero for never
 * @param revisions history beyond this many revisions is given up; 0 for never
 */
public record CompactionOptions(Duration period, long revisions) {
    /** Nothing is compacted without being asked for. */
    public static final CompactionOptions OFF = new CompactionOptions(Duration.ZERO, 0);

    /** Compacts what is older than a period. */
    public static CompactionOptions periodic(Duration period) {
        return new CompactionOptions(period, 0);
    }

    /** Compacts what lies further back than some revisions. */
    public static CompactionOptions byRevisions(long revisions) {
        return new CompactionOptions(Duration.ZERO, revisions);
    }
}
