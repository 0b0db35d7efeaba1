package dev.quoin.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A report as a page for {@code docs/benchmarks}. */
public final class MarkdownReport {
    private MarkdownReport() {}

    /** The page. */
    public static String of(Report report) {
        StringBuilder page = new StringBuilder();
        page.append("# Benchmark of ").append(report.date(), 0, 10).append("\n\n");
        page.append("```sh\n").append(report.command()).append("\n```\n\n");
        page.append(
                "Medians over the rounds; a ratio is taken within each round. How to read the columns: [README](README.md).\n\n");
        facts("Machine", report.machine(), page);
        facts("Load", report.settings(), page);
        servers(report, page);
        Grids grids = new Grids(report);
        section("Requests", grids.workloads(), page);
        if (!report.states().isEmpty()) {
            section("At rest", List.of(grids.states()), page);
        }
        section("Where the CPU goes", cpu(report, grids), page);
        return page.toString();
    }

    private static List<Grid> cpu(Report report, Grids grids) {
        List<Grid> tables = new ArrayList<>();
        report.profiles().forEach(profile -> tables.addAll(Grids.profile(profile)));
        Summary summary = new Summary(report);
        for (String title : summary.titles()) {
            summary.servers().forEach(server -> grids.threads(title, server).ifPresent(tables::add));
        }
        return tables;
    }

    private static void facts(String title, Map<String, String> facts, StringBuilder page) {
        page.append("## ").append(title).append("\n\n");
        facts.forEach((name, value) ->
                page.append("- ").append(name).append(": ").append(value).append('\n'));
        page.append('\n');
    }

    private static void servers(Report report, StringBuilder page) {
        page.append("## Servers\n\n");
        for (ServerInfo server : report.servers()) {
            page.append("- **").append(server.label()).append("**: ").append(server.version());
            if (!server.flags().isEmpty()) {
                page.append(" (`").append(String.join(" ", server.flags())).append("`)");
            }
            page.append('\n');
        }
        page.append('\n');
    }

    private static void section(String title, List<Grid> tables, StringBuilder page) {
        if (tables.isEmpty()) {
            return;
        }
        page.append("## ").append(title).append("\n\n");
        for (Grid grid : tables) {
            page.append("### ").append(grid.title()).append("\n\n");
            row(grid.header(), page);
            page.append("|---").append("|---:".repeat(grid.header().size() - 1)).append("|\n");
            grid.rows().forEach(cells -> row(cells, page));
            page.append('\n');
        }
    }

    private static void row(List<String> cells, StringBuilder page) {
        cells.forEach(cell -> page.append("| ").append(cell.replace("|", "\\|")).append(' '));
        page.append("|\n");
    }
}
