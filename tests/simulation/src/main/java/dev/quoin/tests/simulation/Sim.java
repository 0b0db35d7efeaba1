package dev.quoin.tests.simulation;

import dev.quoin.testkit.cluster.ClusterRun;
import dev.quoin.testkit.cluster.MemberFactory;
import dev.quoin.testkit.cluster.SeedResult;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quoin sim}: runs seeds, and ends with the number of violations. */
@Command(
        name = "quoin sim",
        sortOptions = false,
        description = "Simulates clusters under faults, one for each seed, and checks what they promise.")
public final class Sim implements Callable<Integer> {
    private static final int TRACE_LINES = 400;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds (default: ${DEFAULT-VALUE}).")
    private long seeds = 100;

    @Option(names = "--first-seed", paramLabel = "S", description = "The first of them (default: ${DEFAULT-VALUE}).")
    private long first = 1;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "How many run at once (default: one for each processor).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--trace", description = "Prints the trace of every seed, not only of those with a violation.")
    private boolean trace;

    @Option(
            names = "--trace-lines",
            paramLabel = "L",
            description = "How much of a trace is shown (default: ${DEFAULT-VALUE}).")
    private int traceLines = TRACE_LINES;

    @Spec
    private @Nullable CommandSpec spec;

    private final PrintStream out;

    Sim(PrintStream out) {
        this.out = out;
    }

    /** Runs from the command line. */
    public static void main(String[] arguments) {
        System.exit(commandLine(System.out).execute(arguments));
    }

    /** Wrong arguments are answered with one line. */
    static CommandLine commandLine(PrintStream out) {
        return new CommandLine(new Sim(out)).setParameterExceptionHandler((wrong, arguments) -> {
            wrong.getCommandLine().getErr().println("quoin sim: " + wrong.getMessage());
            return CommandLine.ExitCode.USAGE;
        });
    }

    private void requirePositive(String flag, long value) {
        if (value < 1) {
            throw new CommandLine.ParameterException(
                    Objects.requireNonNull(spec).commandLine(), flag + " must be at least 1, not " + value);
        }
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        requirePositive("--seeds", seeds);
        requirePositive("--threads", threads);
        requirePositive("--trace-lines", traceLines);
        AtomicLong next = new AtomicLong(first);
        AtomicLong violations = new AtomicLong();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                ends.add(workers.submit(() -> work(next, violations)));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        }
        out.println("seeds " + seeds + ", violations " + violations);
        return violations.get() == 0 ? 0 : 1;
    }

    private void work(AtomicLong next, AtomicLong violations) {
        MemberFactory members = new QuoinMembers();
        long seed;
        while ((seed = next.getAndIncrement()) < first + seeds) {
            SeedResult result = ClusterRun.run(seed, members, trace ? traceLines : 0);
            if (result.violation() != null) {
                violations.incrementAndGet();
                // The same seed does the same: now with a trace.
                report(trace ? result : ClusterRun.run(seed, members, traceLines));
            } else if (trace) {
                report(result);
            }
        }
    }

    private synchronized void report(SeedResult result) {
        result.trace().forEach(out::println);
        out.println(
                "seed " + result.seed() + ": " + (result.violation() == null ? "no violation" : result.violation()));
        out.println("seed " + result.seed() + ": " + result.figures() + ", fingerprint "
                + Long.toHexString(result.fingerprint()));
        if (result.violation() != null) {
            out.println("replay it with: ./quoin sim --seeds 1 --first-seed " + result.seed());
        }
    }
}
