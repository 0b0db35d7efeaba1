package dev.quoin.benchmarks.cli;

import dev.quoin.benchmarks.compare.Comparison;
import dev.quoin.benchmarks.compare.EndpointRun;
import dev.quoin.benchmarks.compare.Findings;
import dev.quoin.benchmarks.compare.Machine;
import dev.quoin.benchmarks.compare.Plan;
import dev.quoin.benchmarks.http2.GrpcConnector;
import dev.quoin.benchmarks.report.PhaseRow;
import dev.quoin.benchmarks.report.Report;
import dev.quoin.benchmarks.report.ServerInfo;
import dev.quoin.benchmarks.report.TerminalReport;
import dev.quoin.benchmarks.server.ServerSpec;
import dev.quoin.benchmarks.server.ServerVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures one server that runs, or starts several in turn and compares them. */
@Command(
        name = "bench",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        subcommands = {Profile.class, Render.class},
        description = {
            "Measures requests/s, latency and the server's CPU for each request.",
            "With --compare, every server is started in turn on loopback, in a folder of its own."
        })
public final class Bench implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    @Mixin
    ServerOptions which = new ServerOptions();

    @Mixin
    LoadOptions load = new LoadOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(
            names = "--threads",
            defaultValue = "1",
            description = "event loops of the load generator (default: ${DEFAULT-VALUE})")
    int threads;

    @Spec
    @Nullable
    CommandSpec spec;

    /** For the command line. */
    public Bench() {}

    /** Runs the command line and ends the process with its exit code: 0, 1 when the run failed, 2 when it was not understood. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench())
                .setOverwrittenOptionsAllowed(true)
                .registerConverter(Duration.class, Durations::parse)
                .setParameterExceptionHandler((e, parsed) -> {
                    e.getCommandLine()
                            .getErr()
                            .println("bench: " + Errors.line(e).replaceFirst("^Error: ", ""));
                    return MISUSED;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println("bench: " + Errors.line(e));
                    return e instanceof IllegalArgumentException ? MISUSED : FAILED;
                });
    }

    @Override
    public Integer call() throws IOException {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        if (threads < 1) {
            throw new IllegalArgumentException("--threads must be at least 1, not " + threads);
        }
        which.check(command.getParseResult());
        Plan plan = load.plan();
        Findings findings = new Findings(command.getErr());
        Map<String, String> machine = Machine.facts(plan.folder());
        List<ServerInfo> servers = new ArrayList<>();
        String baseline;
        try (GrpcConnector connector = new GrpcConnector(threads)) {
            baseline = which.endpoint == null
                    ? compare(plan, connector, findings, servers)
                    : single(which.endpoint, plan, connector, findings, servers);
        }
        Report report = new Report(
                Report.FORMAT,
                OffsetDateTime.now(ZoneOffset.UTC)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString(),
                CommandText.of(command.getParseResult().originalArgs()),
                baseline,
                machine,
                LoadOptions.describe(plan),
                servers,
                findings.phases(),
                findings.states(),
                findings.profiles());
        PrintWriter out = command.getOut();
        out.print(TerminalReport.of(report));
        out.flush();
        output.write(report);
        return findings.phases().stream().mapToLong(PhaseRow::errors).sum() == 0 ? 0 : FAILED;
    }

    private String compare(Plan plan, GrpcConnector connector, Findings findings, List<ServerInfo> servers)
            throws IOException {
        List<ServerSpec> specs = which.specs();
        String baseline = which.baseline(specs);
        for (ServerSpec server : specs) {
            servers.add(new ServerInfo(server.label(), ServerVersion.of(server), server.flags()));
        }
        new Comparison(plan, specs).run(connector, findings);
        return baseline;
    }

    private String single(
            String endpoint, Plan plan, GrpcConnector connector, Findings findings, List<ServerInfo> servers)
            throws IOException {
        InetSocketAddress address = Endpoints.parse(endpoint);
        String label = address.getHostString() + ":" + address.getPort();
        servers.add(new ServerInfo(label, "not asked", List.of()));
        new EndpointRun(plan, address, which.account()).run(connector, findings);
        return label;
    }
}
