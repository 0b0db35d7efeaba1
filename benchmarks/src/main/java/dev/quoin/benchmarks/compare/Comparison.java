package dev.quoin.benchmarks.compare;

import dev.quoin.benchmarks.http2.GrpcConnector;
import dev.quoin.benchmarks.server.ServerSpec;
import java.io.IOException;
import java.util.List;

/** All servers, one at a time, in turn: A B C, A B C, so that what changes on the machine meanwhile changes for all. */
public final class Comparison {
    private final Plan plan;
    private final List<ServerSpec> servers;

    /** Of servers, each named once. */
    public Comparison(Plan plan, List<ServerSpec> servers) {
        this.plan = plan;
        this.servers = List.copyOf(servers);
    }

    /** Runs all rounds. */
    public void run(GrpcConnector connector, Findings findings) throws IOException {
        findings.progress(0, servers.getFirst().label(), "warming up the load generator, not measured");
        new ServerVisit(plan.rehearsal(), servers.getFirst(), 0, connector, Findings.unseen()).run();
        for (int round = 1; round <= plan.rounds(); round++) {
            for (ServerSpec server : servers) {
                new ServerVisit(plan, server, round, connector, findings).run();
            }
        }
    }
}
