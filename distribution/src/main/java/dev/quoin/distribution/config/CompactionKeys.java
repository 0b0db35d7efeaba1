package dev.quoin.distribution.config;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigType;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.core.upkeep.CompactionOptions;
import java.time.Duration;
import java.util.List;

/** The keys of compaction that the member does by itself. */
final class CompactionKeys {
    private static final String MODE = "auto-compaction-mode";
    private static final String RETENTION = "auto-compaction-retention";
    private static final String PERIODIC = "periodic";
    private static final String REVISION = "revision";

    private CompactionKeys() {}

    static void addTo(ConfigSpec.Builder spec) {
        spec.key(
                        MODE,
                        ConfigType.TEXT,
                        PERIODIC,
                        "What the retention counts: periodic for time, revision for revisions.")
                .key(
                        RETENTION,
                        ConfigType.TEXT,
                        "0",
                        "History that the leader keeps when it compacts by itself: a duration, hours without a unit,"
                                + " or a number of revisions; 0 for off.");
    }

    static CompactionOptions read(ConfigValues values) {
        String mode = values.text(MODE);
        String retention = values.text(RETENTION);
        return switch (mode) {
            case PERIODIC -> CompactionOptions.periodic(period(retention));
            case REVISION -> CompactionOptions.byRevisions(revisions(retention));
            case "" -> throw new ConfigException("undefined auto-compaction-mode");
            default -> throw new ConfigException("unknown auto-compaction-mode \"" + mode + "\"");
        };
    }

    private static Duration period(String retention) {
        if (retention.matches("\\d{1,6}")) {
            return Duration.ofHours(Long.parseLong(retention));
        }
        Duration period = (Duration) ConfigType.DURATION.parse(RETENTION, retention, List.of());
        if (period.isNegative()) {
            throw unreadable(retention, "must not be negative");
        }
        return period;
    }

    private static long revisions(String retention) {
        if (retention.matches("\\d{1,18}")) {
            return Long.parseLong(retention);
        }
        throw unreadable(retention, "not a number of revisions, as --auto-compaction-mode=revision wants");
    }

    private static ConfigException unreadable(String retention, String why) {
        return new ConfigException("invalid value \"" + retention + "\" for --" + RETENTION + ": " + why);
    }
}
