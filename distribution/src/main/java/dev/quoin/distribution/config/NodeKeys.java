package dev.quoin.distribution.config;

import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigType;
import java.util.List;

/** The node's own configuration keys, in the order of help. Names, defaults and meanings are etcd's, but for the ones that choose plugins. */
public final class NodeKeys {
    /** What zap, the only logger etcd has, is called. */
    static final String LOGGER = "zap";

    private NodeKeys() {}

    /** The keys of the node itself, without those of providers. */
    public static ConfigSpec spec() {
        ConfigSpec.Builder spec = ConfigSpec.builder();
        member(spec);
        limits(spec);
        clustering(spec);
        users(spec);
        plugins(spec);
        logging(spec);
        WithoutEffect.addTo(spec);
        return spec.build();
    }

    private static void member(ConfigSpec.Builder spec) {
        spec.key("name", ConfigType.TEXT, "default", "Human-readable name of this member.")
                .key("data-dir", ConfigType.TEXT, null, "Data directory; ${name}.quoin unless given.")
                .key(
                        "wal-dir",
                        ConfigType.TEXT,
                        null,
                        "A directory of its own for the log, for example on another disk.")
                .key(
                        "snapshot-count",
                        ConfigType.INTEGER,
                        "10000",
                        "Applied entries after which the log may be cut.",
                        "1",
                        null)
                .key(
                        "snapshot-catchup-entries",
                        ConfigType.INTEGER,
                        "5000",
                        "Entries kept in the log for slow followers when it is cut.")
                .key(
                        "store-sync-bytes",
                        ConfigType.BYTES,
                        "16MiB",
                        "Requests of this size after which the store is made durable, so that a restart has no more to"
                                + " apply again.",
                        "1",
                        null)
                .key("heartbeat-interval", ConfigType.INTEGER, "100", "Milliseconds between heartbeats.", "1", null)
                .key(
                        "election-timeout",
                        ConfigType.INTEGER,
                        "1000",
                        "Milliseconds without a leader before an election.",
                        "1",
                        null)
                .key(
                        "listen-peer-urls",
                        ConfigType.LIST,
                        "http://localhost:2380",
                        "URLs to listen on for other members.")
                .key("listen-client-urls", ConfigType.LIST, "http://localhost:2379", "URLs to listen on for clients.")
                .key(
                        "listen-client-http-urls",
                        ConfigType.LIST,
                        null,
                        "URLs for clients that speak HTTP; those of listen-client-urls then serve no HTTP.")
                .key(
                        "listen-metrics-urls",
                        ConfigType.LIST,
                        null,
                        "Further URLs that serve the pages for metrics and probes, and nothing else.")
                .key(
                        "config-file",
                        ConfigType.TEXT,
                        null,
                        "YAML file with the configuration; arguments and variables are then ignored.");
    }

    private static void limits(ConfigSpec.Builder spec) {
        spec.key(
                        "quota-backend-bytes",
                        ConfigType.INTEGER,
                        "0",
                        "Bytes the store may take before it refuses writes; 0 for 2 GiB.")
                .key(
                        "max-txn-ops",
                        ConfigType.INTEGER,
                        "128",
                        "Operations allowed in one transaction.",
                        "1",
                        "2147483647")
                .key(
                        "max-request-bytes",
                        ConfigType.INTEGER,
                        "1572864",
                        "Bytes allowed in one request.",
                        "1",
                        "536870912")
                .key(
                        "max-concurrent-streams",
                        ConfigType.INTEGER,
                        "4294967295",
                        "Streams a client may have open at a time.",
                        "1",
                        "4294967295")
                .key("grpc-keepalive-min-time", ConfigType.DURATION, "5s", "Least time between pings of a client.")
                .key(
                        "grpc-keepalive-interval",
                        ConfigType.DURATION,
                        "2h",
                        "Time between pings of the server; 0 for none.")
                .key("grpc-keepalive-timeout", ConfigType.DURATION, "20s", "Time the answer to a ping may take.")
                .key(
                        "watch-progress-notify-interval",
                        ConfigType.DURATION,
                        "10m",
                        "Time between notes of progress to watchers that asked for them.");
        CompactionKeys.addTo(spec);
    }

    private static void clustering(ConfigSpec.Builder spec) {
        spec.key(
                        "initial-advertise-peer-urls",
                        ConfigType.LIST,
                        "http://localhost:2380",
                        "This member's peer URLs, as others are told them.")
                .key(
                        "advertise-client-urls",
                        ConfigType.LIST,
                        "http://localhost:2379",
                        "This member's client URLs, as clients are told them.")
                .key(
                        "initial-cluster",
                        ConfigType.TEXT,
                        "default=http://localhost:2380",
                        "Members a cluster begins with, or has when this one joins, as name=url,name=url.")
                .key(
                        "discovery-srv",
                        ConfigType.TEXT,
                        "",
                        "DNS domain whose SRV records tell the members a cluster begins with.")
                .key(
                        "discovery-srv-name",
                        ConfigType.TEXT,
                        "",
                        "Suffix of the service that is looked up in DNS, for several clusters in a domain.")
                .choice(
                        "initial-cluster-state",
                        "new",
                        List.of("new", "existing"),
                        "Whether the cluster begins with this start, or this member joins one.")
                .key("initial-cluster-token", ConfigType.TEXT, "etcd-cluster", "Sets clusters of the same URLs apart.")
                .key(
                        "force-new-cluster",
                        ConfigType.FLAG,
                        "false",
                        "Go on with this member's data as the only member of its cluster; the others are removed.")
                .key("max-learners", ConfigType.INTEGER, "1", "Learners that the cluster may have.", "0", "2147483647")
                .key(
                        "strict-reconfig-check",
                        ConfigType.FLAG,
                        "true",
                        "Refuse membership changes that would endanger the quorum.")
                .key(
                        "compact-hash-check-time",
                        ConfigType.DURATION,
                        "1m",
                        "Time after which the leader compares the members' hashes at the last compaction.")
                .key(
                        "corrupt-check-time",
                        ConfigType.DURATION,
                        "0s",
                        "Time after which the leader compares the members' hashes at its revision; 0 for never.")
                .key(
                        "feature-gates",
                        ConfigType.TEXT,
                        "",
                        "Features to switch, as name=true,name=false: CompactHashCheck, which is on, and"
                                + " InitialCorruptCheck, which is off.");
    }

    private static void users(ConfigSpec.Builder spec) {
        spec.key(
                        "auth-token",
                        ConfigType.TEXT,
                        "simple",
                        "The tokens that users get: simple, or jwt,sign-method=...,pub-key=...,priv-key=...,ttl=5m.")
                .key(
                        "auth-token-ttl",
                        ConfigType.INTEGER,
                        "300",
                        "Seconds for which a simple token lives without being used.",
                        "0",
                        null)
                .key(
                        "bcrypt-cost",
                        ConfigType.INTEGER,
                        "10",
                        "How hard passwords are hashed, from 4 to 31; each step takes twice the time.");
    }

    private static void plugins(ConfigSpec.Builder spec) {
        spec.key("backend", ConfigType.TEXT, "rocksdb", "The storage backend.")
                .key("consensus", ConfigType.TEXT, "raft", "The consensus engine.")
                .key("transport", ConfigType.LIST, "grpc,http", "The client transports.")
                .key("peer-transport", ConfigType.TEXT, "grpc", "The transport between members.")
                .key(
                        "auth",
                        ConfigType.LIST,
                        null,
                        "The authentication providers, asked in this order; those whose own flags are given, else"
                                + " none.");
    }

    private static void logging(ConfigSpec.Builder spec) {
        spec.choice("logger", LOGGER, List.of(LOGGER), "The form of log lines; zap is etcd's.")
                .choice(
                        "log-level",
                        "info",
                        List.of("debug", "info", "warn", "error", "panic", "fatal"),
                        "The least level that is logged.")
                .choice("log-format", "json", List.of("json", "console"), "JSON lines, or lines for people.")
                .key(
                        "log-outputs",
                        ConfigType.LIST,
                        "default",
                        "default, stderr, stdout, or paths of files to append to.");
    }
}
