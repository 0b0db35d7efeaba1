package dev.quoin.distribution.config;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.core.corruption.CorruptionOptions;
import dev.quoin.core.node.AuthOptions;
import dev.quoin.core.upkeep.CompactionOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The node's configuration, typed and checked against itself.
 *
 * @param name of this member
 * @param dataDir where everything of this member lies
 * @param walDir where the log lies, if not in the data directory
 * @param cluster the members that a new cluster begins with, or that the one to join has
 * @param srv where the cluster is looked up that {@code cluster} does not tell, null where it does
 * @param joins whether a member without data joins a cluster that exists
 * @param forceNewCluster whether a member with data goes on as the only one of its cluster
 * @param maxLearners how many learners the cluster may have
 * @param strictReconfig whether membership changes that endanger the quorum are refused
 * @param corruption how members are compared
 * @param compaction which history the leader gives up by itself
 * @param auth how users are known
 * @param limits what is refused
 * @param urls where it listens, and what it tells others
 * @param snapshotCount applied entries after which the log may be cut
 * @param syncBytes applied requests of this size, in bytes, after which the store is made durable
 * @param heartbeat time between heartbeats
 * @param election time without a leader before an election
 * @param plugins the names of the chosen providers
 */
public record NodeOptions(
        String name,
        Path dataDir,
        @Nullable Path walDir,
        InitialCluster cluster,
        @Nullable Srv srv,
        boolean joins,
        boolean forceNewCluster,
        int maxLearners,
        boolean strictReconfig,
        CorruptionOptions corruption,
        CompactionOptions compaction,
        AuthOptions auth,
        Limits limits,
        ListenUrls urls,
        long snapshotCount,
        long syncBytes,
        Duration heartbeat,
        Duration election,
        Chosen plugins) {
    private static final long MAX_ELECTION_MILLIS = 50_000;
    private static final long DEFAULT_QUOTA = 2L << 30;
    private static final int MAX_HASHING = 8;

    /** Where a node listens, and what it tells others. */
    public record ListenUrls(
            List<URI> listenPeer,
            List<URI> listenClient,
            List<URI> clientHttp,
            List<URI> metrics,
            List<URI> advertisePeer,
            List<URI> advertiseClient) {}

    /** A domain, and a suffix of the service's name that may be empty. */
    public record Srv(String domain, String serviceName) {}

    /** What a node refuses. Sizes in bytes. */
    public record Limits(
            long quotaBytes,
            int maxTxnOps,
            int maxRequestBytes,
            long maxConcurrentStreams,
            Duration keepAliveMinTime,
            Duration keepAliveInterval,
            Duration keepAliveTimeout,
            Duration watchProgressInterval) {}

    /** The names of the chosen providers; for authentication none where the flags that are given decide. */
    public record Chosen(
            String backend, String consensus, List<String> transports, String peerTransport, List<String> auth) {}

    /**
     * Reads the node's values.
     *
     * @throws ConfigException for values that do not fit each other
     */
    public static NodeOptions of(ConfigValues values) {
        String name = values.text("name");
        ListenUrls urls = urls(values);
        InitialCluster cluster = cluster(values, name, urls.advertisePeer());
        long heartbeat = values.number("heartbeat-interval");
        long election = values.number("election-timeout");
        checkTimes(heartbeat, election);
        return new NodeOptions(
                name,
                Path.of(values.optionalText("data-dir")
                        .filter(t -> !t.isEmpty())
                        .orElse(name + ".quoin")),
                values.optionalText("wal-dir")
                        .filter(t -> !t.isEmpty())
                        .map(Path::of)
                        .orElse(null),
                cluster,
                srv(values),
                values.text("initial-cluster-state").equals("existing"),
                values.flag("force-new-cluster"),
                (int) values.number("max-learners"),
                values.flag("strict-reconfig-check"),
                corruption(values),
                CompactionKeys.read(values),
                auth(values),
                limits(values),
                urls,
                values.number("snapshot-count"),
                values.number("store-sync-bytes"),
                Duration.ofMillis(heartbeat),
                Duration.ofMillis(election),
                chosen(values));
    }

    /** As many passwords are hashed at a time as half the processors can. */
    private static AuthOptions auth(ConfigValues values) {
        return AuthOptions.of(
                values.text("auth-token"),
                Duration.ofSeconds(values.number("auth-token-ttl")),
                values.number("bcrypt-cost"),
                Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MAX_HASHING));
    }

    private static @Nullable Srv srv(ConfigValues values) {
        String domain = values.text("discovery-srv");
        if (domain.isEmpty()) {
            return null;
        }
        if (values.isGiven("initial-cluster")) {
            throw new ConfigException("multiple discovery or bootstrap flags are set. Choose one of"
                    + " \"initial-cluster\", \"discovery-endpoints\" or \"discovery-srv\"");
        }
        return new Srv(domain, values.text("discovery-srv-name"));
    }

    /** The same with the members that were looked up. */
    public NodeOptions withCluster(InitialCluster found) {
        return new NodeOptions(
                name,
                dataDir,
                walDir,
                found,
                srv,
                joins,
                forceNewCluster,
                maxLearners,
                strictReconfig,
                corruption,
                compaction,
                auth,
                limits,
                urls,
                snapshotCount,
                syncBytes,
                heartbeat,
                election,
                plugins);
    }

    private static CorruptionOptions corruption(ConfigValues values) {
        Duration atCompactions = values.duration("compact-hash-check-time");
        if (atCompactions.isZero() || atCompactions.isNegative()) {
            throw new ConfigException(
                    "--compact-hash-check-time must be >0 (set to " + atCompactions.toSeconds() + "s)");
        }
        Duration atPresent = values.duration("corrupt-check-time");
        FeatureGates gates = FeatureGates.parse(values.text("feature-gates"));
        return new CorruptionOptions(
                gates.isOn(FeatureGates.COMPACT_HASH_CHECK) ? atCompactions : Duration.ZERO,
                atPresent.isNegative() ? Duration.ZERO : atPresent,
                gates.isOn(FeatureGates.INITIAL_CORRUPT_CHECK));
    }

    private static ListenUrls urls(ConfigValues values) {
        List<URI> listenPeer = Urls.parse("listen-peer-urls", values.list("listen-peer-urls"));
        List<URI> listenClient = Urls.parse("listen-client-urls", values.list("listen-client-urls"));
        Urls.checkBindable("listen-peer-urls", listenPeer);
        Urls.checkBindable("listen-client-urls", listenClient);
        if (values.isGiven("listen-client-urls") && !values.isGiven("advertise-client-urls")) {
            throw new ConfigException(
                    "--advertise-client-urls is required when --listen-client-urls is set explicitly");
        }
        List<URI> peer = Urls.parse("initial-advertise-peer-urls", values.list("initial-advertise-peer-urls"));
        List<URI> client = Urls.parse("advertise-client-urls", values.list("advertise-client-urls"));
        Urls.checkReachable("initial-advertise-peer-urls", peer);
        Urls.checkReachable("advertise-client-urls", client);
        return new ListenUrls(
                listenPeer,
                listenClient,
                optional(values, "listen-client-http-urls"),
                optional(values, "listen-metrics-urls"),
                peer,
                client);
    }

    private static List<URI> optional(ConfigValues values, String key) {
        if (values.list(key).isEmpty()) {
            return List.of();
        }
        List<URI> urls = Urls.parse(key, values.list(key));
        Urls.checkBindable(key, urls);
        return urls;
    }

    /** Like etcd, a name alone is enough: the default cluster is then one of this name, at the URLs that this member advertises. */
    private static InitialCluster cluster(ConfigValues values, String name, List<URI> advertised) {
        String token = values.text("initial-cluster-token");
        return values.isGiven("initial-cluster") || name.equals("default")
                ? InitialCluster.parse(values.text("initial-cluster"), token)
                : new InitialCluster(java.util.Map.of(name, advertised), token);
    }

    /**
     * Checks what counts only for a member without data.
     *
     * @throws ConfigException naming what does not fit
     */
    public void checkBootstrap() {
        // What was looked up was compared with the URLs that this member advertises already, by address.
        if (joins || srv != null) {
            cluster.checkJoin(name);
        } else {
            cluster.checkNew(name, urls.advertisePeer());
        }
    }

    private static void checkTimes(long heartbeat, long election) {
        if (5 * heartbeat > election) {
            throw new ConfigException("--election-timeout[" + election
                    + "ms] should be at least as 5 times as --heartbeat-interval[" + heartbeat + "ms]");
        }
        if (election > MAX_ELECTION_MILLIS) {
            throw new ConfigException("--election-timeout[" + election + "ms] is too long, and should be set less than "
                    + MAX_ELECTION_MILLIS + "ms");
        }
    }

    private static Limits limits(ConfigValues values) {
        long quota = values.number("quota-backend-bytes");
        return new Limits(
                quota == 0 ? DEFAULT_QUOTA : quota,
                (int) values.number("max-txn-ops"),
                (int) values.number("max-request-bytes"),
                values.number("max-concurrent-streams"),
                values.duration("grpc-keepalive-min-time"),
                values.duration("grpc-keepalive-interval"),
                values.duration("grpc-keepalive-timeout"),
                values.duration("watch-progress-notify-interval"));
    }

    private static Chosen chosen(ConfigValues values) {
        List<String> transports = values.list("transport");
        if (transports.isEmpty()) {
            throw new ConfigException("--transport must name at least one client transport");
        }
        return new Chosen(
                values.text("backend"),
                values.text("consensus"),
                transports,
                values.text("peer-transport"),
                values.list("auth"));
    }
}
