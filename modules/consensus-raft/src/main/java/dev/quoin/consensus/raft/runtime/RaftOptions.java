package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigType;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.consensus.raft.wal.LogOptions;

/**
 * What an operator can set.
 *
 * @param heartbeatMillis between two heartbeats of a leader; the engine's tick
 * @param electionMillis without a leader before a member campaigns; up to twice that
 * @param snapshotCount entries that compaction lets gather beyond those kept for followers
 * @param catchUpEntries kept for slow followers when the log is compacted
 * @param logBytes the size of the log beyond which fewer entries are kept for followers
 * @param maxApplyGap entries committed and not yet applied beyond which proposals are refused
 * @param maxProposals that may wait for the raft thread
 * @param maxUncommittedBytes of a leader's proposals that are not applied yet, beyond which it refuses more
 * @param log sizes of the log
 */
record RaftOptions(
        long heartbeatMillis,
        long electionMillis,
        long snapshotCount,
        long catchUpEntries,
        long logBytes,
        long maxApplyGap,
        int maxProposals,
        long maxUncommittedBytes,
        LogOptions log) {
    private static final long MAX_ELECTION_MILLIS = 50_000;
    private static final long LEAST_HEARTBEATS_PER_ELECTION = 5;
    private static final long LEAST_SEGMENT_BYTES = 64 << 10;
    private static final long LEAST_UNCOMMITTED_BYTES = 1 << 20;
    private static final long GIB = 1L << 30;

    static ConfigSpec spec() {
        return ConfigSpec.builder()
                .key("heartbeat-interval", ConfigType.INTEGER, "100", "Milliseconds between heartbeats of a leader.")
                .key(
                        "election-timeout",
                        ConfigType.INTEGER,
                        "1000",
                        "Milliseconds without a leader before a member campaigns.")
                .key(
                        "snapshot-count",
                        ConfigType.INTEGER,
                        "10000",
                        "Entries that gather in the log, beyond those kept for slow followers, before it is cut.")
                .key(
                        "snapshot-catchup-entries",
                        ConfigType.INTEGER,
                        "5000",
                        "Entries kept for slow followers when the log is cut.")
                .key(
                        "log-bytes",
                        ConfigType.BYTES,
                        "1GiB",
                        "Size of the log beyond which fewer entries are kept for slow followers.")
                .key(
                        "max-apply-gap",
                        ConfigType.INTEGER,
                        "5000",
                        "Entries committed but not yet applied beyond which requests are refused.")
                .key("max-proposals", ConfigType.INTEGER, "8192", "Requests that may wait to be taken into the log.")
                .key(
                        "max-uncommitted-bytes",
                        ConfigType.BYTES,
                        "64MiB",
                        "Size of the requests that a leader takes ahead of what is applied; more are refused.")
                .key("segment-bytes", ConfigType.BYTES, "64MiB", "Size at which a segment of the log is closed.")
                .key("cache-bytes", ConfigType.BYTES, "16MiB", "How much of the newest log is kept in memory.")
                .build();
    }

    /** @throws ConfigException naming the first value that does not make sense */
    static RaftOptions of(ConfigValues values) {
        long heartbeat = values.number("heartbeat-interval");
        long election = values.number("election-timeout");
        checkTimes(heartbeat, election);
        return new RaftOptions(
                heartbeat,
                election,
                within(values, "snapshot-count", 1, Long.MAX_VALUE),
                within(values, "snapshot-catchup-entries", 0, Long.MAX_VALUE),
                within(values, "log-bytes", LEAST_SEGMENT_BYTES, Long.MAX_VALUE),
                within(values, "max-apply-gap", 1, Long.MAX_VALUE),
                (int) within(values, "max-proposals", 1, 1 << 20),
                within(values, "max-uncommitted-bytes", LEAST_UNCOMMITTED_BYTES, Long.MAX_VALUE),
                new LogOptions(
                        within(values, "segment-bytes", LEAST_SEGMENT_BYTES, GIB),
                        LogOptions.DEFAULT.growthBytes(),
                        within(values, "cache-bytes", 0, GIB)));
    }

    int electionTicks() {
        return (int) (electionMillis / heartbeatMillis);
    }

    private static void checkTimes(long heartbeat, long election) {
        if (heartbeat <= 0) {
            throw new ConfigException("--heartbeat-interval must be >0 (set to " + heartbeat + "ms)");
        }
        if (election <= 0) {
            throw new ConfigException("--election-timeout must be >0 (set to " + election + "ms)");
        }
        if (election / LEAST_HEARTBEATS_PER_ELECTION < heartbeat) {
            throw new ConfigException("--election-timeout[" + election
                    + "ms] should be at least as 5 times as --heartbeat-interval[" + heartbeat + "ms]");
        }
        if (election > MAX_ELECTION_MILLIS) {
            throw new ConfigException("--election-timeout[" + election + "ms] is too long, and should be set less than "
                    + MAX_ELECTION_MILLIS + "ms");
        }
    }

    private static long within(ConfigValues values, String key, long least, long most) {
        long value = values.number(key);
        if (value < least || value > most) {
            throw new ConfigException("invalid value \"" + value + "\" for --raft-" + key + ": "
                    + (value < least ? "must be at least " + least : "must be at most " + most));
        }
        return value;
    }
}
