package dev.quoin.benchmarks.compare;

import dev.quoin.benchmarks.http2.GrpcConnector;
import dev.quoin.benchmarks.http2.GrpcStatus;
import dev.quoin.benchmarks.http2.OneCall;
import dev.quoin.benchmarks.load.LoadGenerator;
import dev.quoin.benchmarks.load.PhaseResult;
import dev.quoin.benchmarks.load.Workload;
import dev.quoin.benchmarks.report.PhaseRow;
import dev.quoin.benchmarks.server.ServerProcess;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.CompactionRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What puts feel of a compaction: the same load right before it, and from its request until all is removed. */
final class CompactionVisit {
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final Plan plan;
    private final String label;
    private final int round;
    private final GrpcConnector connector;
    private final Findings findings;

    CompactionVisit(Plan plan, String label, int round, GrpcConnector connector, Findings findings) {
        this.plan = plan;
        this.label = label;
        this.round = round;
        this.connector = connector;
        this.findings = findings;
    }

    /** With a server that is filled and has come to some revision at least. */
    void run(ServerProcess server, long revision) throws IOException {
        PhaseMeter meter = new PhaseMeter(server.account());
        String workload = Workload.COMPACTION.text();
        try (LoadGenerator load = new LoadGenerator(connector, server.addresses(), plan.shape())) {
            long upTo = revision + supersede(load);
            PhaseRow before = meter.measure(
                    round,
                    label,
                    workload,
                    PhaseRow.BEFORE,
                    () -> load.run(Workload.UPDATE, plan.time(), plan.requests()));
            findings.add(before);
            CompletableFuture<GrpcStatus> compaction = OneCall.make(
                    connector,
                    server.addresses().getFirst(),
                    EtcdMethods.KV_COMPACT,
                    CompactionRequest.newBuilder()
                            .setRevision(upTo)
                            .setPhysical(true)
                            .build());
            PhaseRow during = meter.measure(
                    round, label, workload, PhaseRow.DURING, () -> load.runUntil(compaction, Workload.UPDATE, LIMIT));
            findings.add(during);
            GrpcStatus status = compaction.getNow(new GrpcStatus(-1, "not done after " + LIMIT.toMinutes() + " min"));
            if (!status.isOk()) {
                throw new IOException(label + " did not compact: " + status.message());
            }
            findings.progress(
                    round,
                    label,
                    "compaction took %.1f s; p99 of puts %.2f times that before"
                            .formatted(during.seconds(), during.p99Micros() / before.p99Micros()));
        }
    }

    /** The last version of each key stays, so that so many more are written. */
    private long supersede(LoadGenerator load) throws IOException {
        long puts = plan.superseded() + plan.shape().keys();
        findings.progress(round, label, "superseding " + plan.superseded() + " revisions");
        PhaseResult result = load.run(Workload.UPDATE, LIMIT, puts);
        if (result.errorCount() > 0) {
            throw new IOException(label + " did not take all puts: " + result.errors());
        }
        return result.requests();
    }
}
