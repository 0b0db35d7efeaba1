package dev.quoin.benchmarks.compare;

import dev.quoin.benchmarks.load.PhaseResult;
import dev.quoin.benchmarks.proc.ProcessAccount;
import dev.quoin.benchmarks.proc.ThreadGroups;
import dev.quoin.benchmarks.report.CurvePoint;
import dev.quoin.benchmarks.report.PhaseRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures one phase: takes the accounts of both processes before it and after it. */
final class PhaseMeter {
    private static final double NANOS_PER_MICRO = 1e3;

    private final @Nullable ProcessAccount server;
    private final ProcessAccount client =
            new ProcessAccount(ProcessHandle.current().pid(), false);

    /** A phase of load that may fail. */
    @FunctionalInterface
    interface Load {
        PhaseResult run() throws IOException;
    }

    PhaseMeter(@Nullable ProcessAccount server) {
        this.server = server;
    }

    PhaseRow measure(int round, String label, String workload, String phase, Load load) throws IOException {
        long residentBefore = server == null ? 0 : server.memory().resident();
        if (server != null) {
            server.resetPeak();
        }
        Map<String, Long> threadsBefore = server == null ? Map.of() : server.cpuNanosByThread();
        long serverBefore = server == null ? 0 : server.cpuNanos();
        long clientBefore = client.cpuNanos();
        PhaseResult result = load.run();
        long clientCpu = client.cpuNanos() - clientBefore;
        long serverCpu = server == null ? 0 : server.cpuNanos() - serverBefore;
        Map<String, Long> threads =
                server == null ? Map.of() : ThreadGroups.used(threadsBefore, server.cpuNanosByThread());
        double micros = NANOS_PER_MICRO * Math.max(1, result.requests() + result.errorCount());
        return new PhaseRow(
                round,
                label,
                workload,
                phase,
                result.requests(),
                result.errorCount(),
                result.errors(),
                List.copyOf(result.unsupported()),
                result.nanos() / 1e9,
                result.requestsPerSecond(),
                result.micros(50),
                result.micros(99),
                result.micros(99.9),
                result.micros(100),
                server == null ? null : serverCpu / micros,
                clientCpu / micros,
                server == null ? null : residentBefore,
                server == null ? null : server.memory().peakResident(),
                each(threads, micros),
                curve(result));
    }

    private static Map<String, Double> each(Map<String, Long> threads, double divisor) {
        Map<String, Double> each = new LinkedHashMap<>();
        threads.forEach((group, nanos) -> each.put(group, nanos / divisor));
        return each;
    }

    private static List<CurvePoint> curve(PhaseResult result) {
        List<CurvePoint> points = new ArrayList<>();
        // Each step halves what is left to 100 percent, so that a logarithmic axis gets evenly spaced points.
        for (double rest = 100; rest > 0.001 && result.requests() > 0; rest /= 1.5) {
            points.add(new CurvePoint(100 - rest, result.micros(100 - rest)));
        }
        return points;
    }
}
