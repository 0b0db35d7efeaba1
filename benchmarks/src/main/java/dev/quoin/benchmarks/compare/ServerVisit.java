package dev.quoin.benchmarks.compare;

import dev.quoin.benchmarks.http2.GrpcConnector;
import dev.quoin.benchmarks.load.LoadGenerator;
import dev.quoin.benchmarks.load.PhaseResult;
import dev.quoin.benchmarks.load.Workload;
import dev.quoin.benchmarks.proc.Memory;
import dev.quoin.benchmarks.proc.ProcessAccount;
import dev.quoin.benchmarks.proc.ThreadGroups;
import dev.quoin.benchmarks.profile.FlightRecorder;
import dev.quoin.benchmarks.report.PhaseRow;
import dev.quoin.benchmarks.report.ServerRow;
import dev.quoin.benchmarks.server.ServerHome;
import dev.quoin.benchmarks.server.ServerProcess;
import dev.quoin.benchmarks.server.ServerSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** One server in one round: started empty, put through every workload, watched at rest, stopped and deleted. */
final class ServerVisit {
    /** Guards against a server that hardly moves; a healthy one is done long before. */
    private static final Duration FILL_LIMIT = Duration.ofHours(1);

    private static final Duration COLD_LIMIT = Duration.ofMinutes(2);
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private final Plan plan;
    private final ServerSpec spec;
    private final int round;
    private final GrpcConnector connector;
    private final Findings findings;
    private long fillRevisions;

    ServerVisit(Plan plan, ServerSpec spec, int round, GrpcConnector connector, Findings findings) {
        this.plan = plan;
        this.spec = spec;
        this.round = round;
        this.connector = connector;
        this.findings = findings;
    }

    void run() throws IOException {
        try (ServerHome home = new ServerHome(spec, plan.folder(), plan.members())) {
            connector.token("");
            ServerProcess server = ServerProcess.start(home, connector);
            if (plan.auth()) {
                connector.token(new Users(server.addresses().getFirst()).enable());
            }
            double startMillis = server.startTime().toNanos() / 1e6;
            boolean filled = false;
            boolean fresh = true;
            try {
                for (Workload workload : plan.workloads()) {
                    if (workload.needsData() && !filled) {
                        fill(server);
                        filled = true;
                        fresh = false;
                    }
                    if (plan.coldRequests() > 0 && !fresh) {
                        server.close();
                        server = ServerProcess.start(home, connector);
                    }
                    visit(server, workload);
                    fresh = false;
                }
                findings.add(atRest(server, home, startMillis));
            } finally {
                server.close();
            }
        }
    }

    private void fill(ServerProcess server) throws IOException {
        findings.progress(round, spec.label(), "filling " + plan.shape().keys() + " keys");
        try (LoadGenerator load = new LoadGenerator(connector, server.addresses(), plan.shape())) {
            PhaseResult result = load.fill(FILL_LIMIT);
            fillRevisions = result.requests();
            if (result.errorCount() > 0) {
                throw new IOException(spec.label() + " did not take all keys: " + result.errors());
            }
        }
    }

    private void visit(ServerProcess server, Workload workload) throws IOException {
        if (workload == Workload.COMPACTION) {
            new CompactionVisit(plan, spec.label(), round, connector, findings).run(server, 1 + fillRevisions);
            return;
        }
        PhaseMeter meter = new PhaseMeter(server.account());
        try (LoadGenerator load = new LoadGenerator(connector, server.addresses(), plan.shape())) {
            if (plan.coldRequests() > 0) {
                findings.add(meter.measure(
                        round,
                        spec.label(),
                        workload.text(),
                        PhaseRow.COLD,
                        () -> load.run(workload, COLD_LIMIT, plan.coldRequests())));
            }
            if (!plan.warmUp().isZero()) {
                load.run(workload, plan.warmUp(), Long.MAX_VALUE);
            }
            findings.add(meter.measure(
                    round,
                    spec.label(),
                    workload.text(),
                    PhaseRow.WARM,
                    () -> load.run(workload, plan.time(), plan.requests())));
            if (plan.profile() && round == 1 && FlightRecorder.isJvm(server.pid())) {
                findings.add(new FlightRecorder(server.pid())
                        .during(
                                spec.label() + ", " + workload.text(),
                                () -> load.run(workload, plan.time(), plan.requests())));
            }
        }
    }

    private ServerRow atRest(ServerProcess server, ServerHome home, double startMillis) throws IOException {
        Double idlePercent = null;
        if (!plan.idle().isZero()) {
            rest(SETTLE);
            idlePercent = idlePercent(server.account());
        }
        Memory memory = server.account().memory();
        return new ServerRow(
                round,
                spec.label(),
                startMillis,
                idlePercent,
                memory.resident(),
                memory.proportional(),
                Math.max(findings.peakBytes(round, spec.label()), memory.resident()),
                home.bytesOnDisk());
    }

    private double idlePercent(ProcessAccount account) throws IOException {
        // A quiet server uses less than the account of whole processes resolves.
        Map<String, Long> before = account.cpuNanosByThread();
        long start = System.nanoTime();
        rest(plan.idle());
        long used = ThreadGroups.used(before, account.cpuNanosByThread()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return 100.0 * used / (System.nanoTime() - start);
    }

    private static void rest(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
