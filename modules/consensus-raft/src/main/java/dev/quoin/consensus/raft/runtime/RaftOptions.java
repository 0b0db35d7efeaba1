package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigType;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.consensus.raft.wal.LogOptions;

/**
 * The settings of this engine.
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

    static ConfigSpec spec() {
        return ConfigSpec.builder()
                .key(
                        "heartbeat-interval",
                        ConfigType.INTEGER,
                        "100",
                        "Milliseconds between heartbeats of a leader.",
                        "1",
                        null)
                .key(
                        "election-timeout",
                        ConfigType.INTEGER,
                        "1000",
                        "Milliseconds without a leader before a member campaigns.",
                        "1",
                        null)
                .key(
                        "snapshot-count",
                        ConfigType.INTEGER,
                        "10000",
                        "Entries that gather in the log, beyond those kept for slow followers, before it is cut.",
                        "1",
                        null)
                .key(
                        "snapshot-catchup-entries",
                        ConfigType.INTEGER,
                        "5000",
                        "Entries kept for slow followers when the log is cut.",
                        "0",
                        null)
                .key(
                        "log-bytes",
                        ConfigType.BYTES,
                        "1GiB",
                        "Size of the log beyond which fewer entries are kept for slow followers.",
                        "64KiB",
                        null)
                .key(
                        "max-apply-gap",
                        ConfigType.INTEGER,
                        "5000",
                        "Entries committed but not yet applied beyond which requests are refused.",
                        "1",
                        null)
                .key(
                        "max-proposals",
                        ConfigType.INTEGER,
                        "8192",
                        "Requests that may wait to be taken into the log.",
                        "1",
                        "1048576")
                .key(
                        "max-uncommitted-bytes",
                        ConfigType.BYTES,
                        "64MiB",
                        "Size of the requests that a leader takes ahead of what is applied; more are refused.",
                        "1MiB",
                        null)
                .key(
                        "segment-bytes",
                        ConfigType.BYTES,
                        "64MiB",
                        "Size at which a segment of the log is closed.",
                        "64KiB",
                        "1GiB")
                .key(
                        "cache-bytes",
                        ConfigType.BYTES,
                        "16MiB",
                        "How much of the newest log is kept in memory.",
                        "0",
                        "1GiB")
                .build();
    }

    /** @throws ConfigException naming the first pair of values that do not fit each other */
    static RaftOptions of(ConfigValues values) {
        long heartbeat = values.number("heartbeat-interval");
        long election = values.number("election-timeout");
        checkTimes(heartbeat, election);
        return new RaftOptions(
                heartbeat,
                election,
                values.number("snapshot-count"),
                values.number("snapshot-catchup-entries"),
                values.number("log-bytes"),
                values.number("max-apply-gap"),
                (int) values.number("max-proposals"),
                values.number("max-uncommitted-bytes"),
                new LogOptions(
                        values.number("segment-bytes"),
                        LogOptions.DEFAULT.growthBytes(),
                        values.number("cache-bytes")));
    }

    int electionTicks() {
        return (int) (electionMillis / heartbeatMillis);
    }

    private static void checkTimes(long heartbeat, long election) {
        if (election / LEAST_HEARTBEATS_PER_ELECTION < heartbeat) {
            throw new ConfigException("--election-timeout[" + election
                    + "ms] should be at least as 5 times as --heartbeat-interval[" + heartbeat + "ms]");
        }
        if (election > MAX_ELECTION_MILLIS) {
            throw new ConfigException("--election-timeout[" + election + "ms] is too long, and should be set less than "
                    + MAX_ELECTION_MILLIS + "ms");
        }
    }
}
