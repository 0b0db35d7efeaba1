package dev.quoin.benchmarks.cli;

import dev.quoin.benchmarks.compare.Plan;
import dev.quoin.benchmarks.load.LoadShape;
import dev.quoin.benchmarks.load.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What is asked of the servers. */
final class LoadOptions {
    @Option(
            names = "--workload",
            split = ",",
            defaultValue = "put,linearizable-get,get",
            description = "what to ask, one after the other (default: ${DEFAULT-VALUE}): put, update, get, "
                    + "linearizable-get, list, list-stream, txn, mixed, compaction")
    List<String> workloads = List.of();

    @Option(names = "--connections", defaultValue = "100", description = "TCP connections (default: ${DEFAULT-VALUE})")
    int connections;

    @Option(
            names = "--clients",
            defaultValue = "1000",
            description = "requests under way at any time, over all connections; lists use at most 8 "
                    + "(default: ${DEFAULT-VALUE})")
    int clients;

    @Option(names = "--value-size", defaultValue = "256", description = "bytes of a value (default: ${DEFAULT-VALUE})")
    int valueBytes;

    @Option(names = "--keys", defaultValue = "100000", description = "different keys (default: ${DEFAULT-VALUE})")
    long keys;

    @Option(names = "--list-keys", defaultValue = "10000", description = "keys of a list (default: ${DEFAULT-VALUE})")
    int listKeys;

    @Option(
            names = "--write-percent",
            defaultValue = "20",
            description = "share of puts in the mixed workload (default: ${DEFAULT-VALUE})")
    int writePercent;

    @Option(
            names = "--superseded",
            defaultValue = "1000000",
            description = "revisions that the compaction workload removes (default: ${DEFAULT-VALUE})")
    long superseded;

    @Option(names = "--seed", defaultValue = "1", description = "of keys and values (default: ${DEFAULT-VALUE})")
    long seed;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "how often each server has its turn (default: ${DEFAULT-VALUE})")
    int rounds;

    @Option(
            names = "--cold",
            defaultValue = "0",
            description = "measure so many requests apart, right after a start, before the warm-up "
                    + "(default: ${DEFAULT-VALUE}, none)")
    long cold;

    @Option(names = "--warmup", defaultValue = "5s", description = "load before measuring (default: ${DEFAULT-VALUE})")
    Duration warmUp = Duration.ZERO;

    @Option(
            names = "--duration",
            defaultValue = "10s",
            description = "longest time of a measured phase (default: ${DEFAULT-VALUE})")
    Duration time = Duration.ZERO;

    @Option(names = "--requests", description = "most requests of a measured phase (default: no limit)")
    long requests = Long.MAX_VALUE;

    @Option(
            names = "--idle",
            defaultValue = "5s",
            description = "how long to watch a server without load (default: ${DEFAULT-VALUE})")
    Duration idle = Duration.ZERO;

    @Option(
            names = "--profile",
            description =
                    "repeat each workload once with a profiler on, for servers that are JVMs, and show where the CPU goes")
    boolean profile;

    @Option(
            names = "--members",
            defaultValue = "1",
            description =
                    "members of each server's cluster; connections go to them in turn, and CPU and memory are those of all "
                            + "(default: ${DEFAULT-VALUE})")
    int members;

    @Option(
            names = "--auth",
            description = "turn authentication on, and ask as a user who may read and write all keys and is not root")
    boolean auth;

    @Option(
            names = "--work-dir",
            description =
                    "where data directories are made and deleted (default: the system's folder for temporary files)")
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));

    Plan plan() {
        List<Workload> chosen = workloads.stream().map(Workload::of).toList();
        LoadShape shape = new LoadShape(connections, clients, valueBytes, keys, listKeys, writePercent, seed);
        if (listKeys > keys && chosen.stream().anyMatch(Workload::isList)) {
            throw new IllegalArgumentException("--list-keys " + listKeys + " is more than --keys " + keys);
        }
        return new Plan(
                chosen, shape, rounds, cold, warmUp, time, requests, idle, superseded, profile, members, auth, folder);
    }

    /** For the report. */
    static Map<String, String> describe(Plan plan) {
        LoadShape shape = plan.shape();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("members of each server", Integer.toString(plan.members()));
        facts.put("authentication", plan.auth() ? "on; every request carries a token" : "off");
        facts.put("connections", Integer.toString(shape.connections()));
        facts.put(
                "clients",
                shape.clients() + ", each with one request under way (lists: " + Workload.LIST.clients(shape.clients())
                        + ")");
        facts.put("value", shape.valueBytes() + " bytes that do not compress");
        facts.put("keys", Long.toString(shape.keys()));
        facts.put("rounds", plan.rounds() + ", every server once in each");
        facts.put("first requests after a start, apart", Long.toString(plan.coldRequests()));
        facts.put("warm-up", text(plan.warmUp()));
        facts.put(
                "measured",
                "at most " + text(plan.time())
                        + (plan.requests() == Long.MAX_VALUE ? "" : " or " + plan.requests() + " requests"));
        facts.put(
                "workloads",
                plan.workloads().stream()
                        .map(w -> w.text() + " (" + w.description() + ")")
                        .collect(Collectors.joining(", ")));
        return facts;
    }

    private static String text(Duration time) {
        return time.toMillis() / 1000.0 + " s";
    }
}
