package dev.quoin.benchmarks.cli;

import dev.quoin.benchmarks.report.HtmlReport;
import dev.quoin.benchmarks.report.JsonReport;
import dev.quoin.benchmarks.report.MarkdownReport;
import dev.quoin.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where reports go, beside the terminal. */
final class OutputOptions {
    @Option(names = "--json", paramLabel = "FILE", description = "write every round as JSON")
    @Nullable
    Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "write one page with plots")
    @Nullable
    Path html;

    @Option(names = "--markdown", paramLabel = "FILE", description = "write a page for docs/benchmarks")
    @Nullable
    Path markdown;

    void write(Report report) throws IOException {
        write(json, JsonReport.of(report));
        write(html, HtmlReport.of(report));
        write(markdown, MarkdownReport.of(report));
    }

    private static void write(@Nullable Path file, String text) throws IOException {
        if (file == null) {
            return;
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, text);
    }
}
