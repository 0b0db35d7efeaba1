package dev.quoin.benchmarks.compare;

import dev.quoin.benchmarks.load.LoadShape;
import dev.quoin.benchmarks.load.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What is measured for each server.
 *
 * @param coldRequests how many requests right after a start are measured apart; 0 for none
 * @param warmUp load that is not measured, before each workload
 * @param time the longest that a measured phase takes
 * @param requests the most requests of a measured phase
 * @param idle how long a server is watched without load; zero for not at all
 * @param superseded how many revisions a measured compaction removes
 * @param profile whether to repeat each workload with the profiler, for servers that are JVMs
 * @param members how many members each server has
 * @param auth whether users are on, and the load is that of a user
 * @param folder where data directories are made
 */
public record Plan(
        List<Workload> workloads,
        LoadShape shape,
        int rounds,
        long coldRequests,
        Duration warmUp,
        Duration time,
        long requests,
        Duration idle,
        long superseded,
        boolean profile,
        int members,
        boolean auth,
        Path folder) {
    private static final int REHEARSAL_KEYS = 10_000;
    private static final Duration REHEARSAL = Duration.ofSeconds(3);

    /** Refuses what cannot be run, naming the option. */
    public Plan {
        workloads = List.copyOf(workloads);
        if (auth && coldRequests > 0) {
            throw new IllegalArgumentException("--auth and --cold do not go together: a token ends with its server");
        }
        if (workloads.isEmpty()) {
            throw new IllegalArgumentException("--workload names no workload");
        }
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds must be at least 1, not " + rounds);
        }
        if (coldRequests < 0) {
            throw new IllegalArgumentException("--cold must not be negative: " + coldRequests);
        }
        if (requests < 1) {
            throw new IllegalArgumentException("--requests must be at least 1, not " + requests);
        }
        if (members < 1) {
            throw new IllegalArgumentException("--members must be at least 1, not " + members);
        }
        if (superseded < 1) {
            throw new IllegalArgumentException("--superseded must be at least 1, not " + superseded);
        }
        if (time.isZero()) {
            throw new IllegalArgumentException("--duration must be more than 0");
        }
    }

    /** The same in short, after which the load generator itself is compiled. */
    Plan rehearsal() {
        long keys = Math.min(shape.keys(), Math.max(shape.listKeys(), REHEARSAL_KEYS));
        LoadShape small = new LoadShape(
                shape.connections(),
                shape.clients(),
                shape.valueBytes(),
                keys,
                shape.listKeys(),
                shape.writePercent(),
                shape.seed());
        Duration brief = time.compareTo(REHEARSAL) < 0 ? time : REHEARSAL;
        return new Plan(
                workloads,
                small,
                1,
                0,
                Duration.ZERO,
                brief,
                Long.MAX_VALUE,
                Duration.ZERO,
                keys,
                false,
                members,
                auth,
                folder);
    }
}
