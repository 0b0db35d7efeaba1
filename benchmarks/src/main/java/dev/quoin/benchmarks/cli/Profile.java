package dev.quoin.benchmarks.cli;

import dev.quoin.benchmarks.profile.CpuProfile;
import dev.quoin.benchmarks.profile.FlightRecorder;
import dev.quoin.benchmarks.report.TerminalReport;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows where a running JVM spends its CPU, whoever makes the load. */
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        description = "Shows where a JVM of this user spends CPU: layers, the ten hottest methods, threads.")
final class Profile implements Callable<Integer> {
    @Option(names = "--pid", required = true, description = "the JVM's process")
    long pid;

    @Option(names = "--duration", defaultValue = "10s", description = "how long to watch (default: ${DEFAULT-VALUE})")
    Duration time = Duration.ZERO;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CpuProfile profile = new FlightRecorder(pid).during("process " + pid, () -> {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        });
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        out.print(TerminalReport.of(profile));
        out.flush();
        return 0;
    }
}
