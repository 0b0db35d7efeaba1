package dev.quoin.benchmarks.compare;

import dev.quoin.benchmarks.http2.GrpcConnector;
import dev.quoin.benchmarks.load.LoadGenerator;
import dev.quoin.benchmarks.load.PhaseResult;
import dev.quoin.benchmarks.load.Workload;
import dev.quoin.benchmarks.proc.ProcessAccount;
import dev.quoin.benchmarks.report.PhaseRow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The load against a server that somebody else started, and that is left as it is but for the keys written. */
public final class EndpointRun {
    private static final Duration FILL_LIMIT = Duration.ofHours(1);

    private final Plan plan;
    private final InetSocketAddress address;
    private final @Nullable ProcessAccount account;

    /** With the account of the server's process, if it is on this machine and known. */
    public EndpointRun(Plan plan, InetSocketAddress address, @Nullable ProcessAccount account) {
        this.plan = plan;
        this.address = address;
        this.account = account;
    }

    /** Runs all rounds. */
    public void run(GrpcConnector connector, Findings findings) throws IOException {
        String label = address.getHostString() + ":" + address.getPort();
        PhaseMeter meter = new PhaseMeter(account);
        try (LoadGenerator load = new LoadGenerator(connector, List.of(address), plan.shape())) {
            if (plan.workloads().stream().anyMatch(Workload::needsData)) {
                findings.progress(1, label, "filling " + plan.shape().keys() + " keys");
                PhaseResult filled = load.fill(FILL_LIMIT);
                if (filled.errorCount() > 0) {
                    throw new IOException(label + " did not take all keys: " + filled.errors());
                }
            }
            for (int round = 1; round <= plan.rounds(); round++) {
                for (Workload workload : plan.workloads()) {
                    if (!plan.warmUp().isZero()) {
                        load.run(workload, plan.warmUp(), Long.MAX_VALUE);
                    }
                    findings.add(meter.measure(
                            round,
                            label,
                            workload.text(),
                            PhaseRow.WARM,
                            () -> load.run(workload, plan.time(), plan.requests())));
                }
            }
        }
    }
}
