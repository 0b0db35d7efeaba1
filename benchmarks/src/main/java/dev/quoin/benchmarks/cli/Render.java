package dev.quoin.benchmarks.cli;

import dev.quoin.benchmarks.report.JsonReport;
import dev.quoin.benchmarks.report.Report;
import dev.quoin.benchmarks.report.TerminalReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows an earlier run again. */
@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        description = "Makes tables, pages and plots of an earlier run from its JSON.")
final class Render implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "written with --json")
    Path file = Path.of("");

    @Mixin
    OutputOptions output = new OutputOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String text = Files.readString(file);
        Report report;
        try {
            report = JsonReport.read(text);
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        out.print(TerminalReport.of(report));
        out.flush();
        output.write(report);
        return 0;
    }
}
