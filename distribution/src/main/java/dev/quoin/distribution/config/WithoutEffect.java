package dev.quoin.distribution.config;

import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Flags of etcd 3.7 that are accepted, so that a command line of etcd's starts Quoin too, but change nothing. The start-up log names
 * each one that is given, and why it has no effect. Their values must be of the type that etcd asks for.
 */
public final class WithoutEffect {
    private static final String NO_BBOLT = "the store is not a bbolt file";
    private static final String NO_TRACES = "traces are not written";
    private static final String OWN_TIMEOUTS = "the links between members have time limits of their own";
    private static final String OWN_PACE = "a compaction steps aside for writes by itself";
    private static final String PLAIN_SOCKETS = "listening sockets are opened the usual way";
    private static final String NO_ROTATION = "log files are not rotated";
    private static final String LOG_IS_CUT = "the log keeps what followers and a restart still need";
    private static final String NO_SLOW_LOG = "slow requests are not logged";

    private static final Map<String, Key> KEYS = new LinkedHashMap<>();

    static {
        key("backend-batch-interval", ConfigType.DURATION, null, NO_BBOLT);
        key("backend-batch-limit", ConfigType.INTEGER, "0", NO_BBOLT);
        key("backend-bbolt-freelist-type", ConfigType.TEXT, "map", NO_BBOLT);
        key("bootstrap-defrag-threshold-megabytes", ConfigType.INTEGER, null, "space is given back while a node runs");
        key("compaction-batch-limit", ConfigType.INTEGER, "1000", OWN_PACE);
        key("compaction-sleep-interval", ConfigType.DURATION, null, OWN_PACE);
        key("distributed-tracing-address", ConfigType.TEXT, "localhost:4317", NO_TRACES);
        key("distributed-tracing-instance-id", ConfigType.TEXT, null, NO_TRACES);
        key("distributed-tracing-sampling-rate", ConfigType.INTEGER, "0", NO_TRACES);
        key("distributed-tracing-service-name", ConfigType.TEXT, "etcd", NO_TRACES);
        key("downgrade-check-time", ConfigType.DURATION, null, "a cluster does not downgrade by itself");
        key("enable-distributed-tracing", ConfigType.FLAG, "false", NO_TRACES);
        key("enable-log-rotation", ConfigType.FLAG, "false", NO_ROTATION);
        key("enable-pprof", ConfigType.FLAG, "false", "there is no profile of Go");
        key(
                "initial-election-tick-advance",
                ConfigType.FLAG,
                "true",
                "a member asks for votes as soon as its first election timeout ends");
        key(
                "log-rotation-config-json",
                ConfigType.TEXT,
                "{\"maxsize\": 100, \"maxage\": 0, \"maxbackups\": 0, \"localtime\": false, \"compress\": false}",
                NO_ROTATION);
        key("max-snapshots", ConfigType.INTEGER, "5", "a member keeps one state, in its store");
        key("max-wals", ConfigType.INTEGER, "5", LOG_IS_CUT);
        key("memory-mlock", ConfigType.FLAG, null, "memory is not locked");
        key("metrics", ConfigType.TEXT, "basic", "all figures are always counted");
        key("pre-vote", ConfigType.FLAG, "true", "members always ask whether they could win before they ask for votes");
        key("raft-read-timeout", ConfigType.DURATION, "5s", OWN_TIMEOUTS);
        key("raft-write-timeout", ConfigType.DURATION, "5s", OWN_TIMEOUTS);
        key("socket-reuse-address", ConfigType.FLAG, "false", PLAIN_SOCKETS);
        key("socket-reuse-port", ConfigType.FLAG, "false", PLAIN_SOCKETS);
        key("unsafe-no-fsync", ConfigType.FLAG, "false", "the log is always made durable");
        key("v2-deprecation", ConfigType.TEXT, "write-only", "there is no store of version 2");
        key("warning-apply-duration", ConfigType.DURATION, "100ms", NO_SLOW_LOG);
        key("warning-unary-request-duration", ConfigType.DURATION, "300ms", NO_SLOW_LOG);
    }

    private WithoutEffect() {}

    private record Key(ConfigType type, @Nullable String defaultText, String reason) {}

    private static void key(String name, ConfigType type, @Nullable String defaultText, String reason) {
        KEYS.put(name, new Key(type, defaultText, reason));
    }

    /** Adds the keys to those of a node. */
    static void addTo(ConfigSpec.Builder spec) {
        KEYS.forEach((name, key) -> spec.key(
                name, key.type, key.defaultText, "Accepted for etcd's sake, without effect: " + key.reason + "."));
    }

    /** Returns why a flag has no effect, or null for a flag that has one. */
    public static @Nullable String reason(String name) {
        Key key = KEYS.get(name);
        return key == null ? null : key.reason;
    }

    /** Returns the names of all flags without effect. */
    public static Iterable<String> names() {
        return KEYS.keySet();
    }
}
