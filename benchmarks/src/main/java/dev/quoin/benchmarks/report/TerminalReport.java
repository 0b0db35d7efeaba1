package dev.quoin.benchmarks.report;

import dev.quoin.benchmarks.profile.CpuProfile;
import java.util.ArrayList;
import java.util.List;

/** A report as text in columns. */
public final class TerminalReport {
    private TerminalReport() {}

    /** All tables. */
    public static String of(Report report) {
        Grids grids = new Grids(report);
        List<Grid> tables = new ArrayList<>(grids.workloads());
        if (!report.states().isEmpty()) {
            tables.add(grids.states());
        }
        report.profiles().forEach(profile -> tables.addAll(Grids.profile(profile)));
        return text(tables);
    }

    /** A profile alone. */
    public static String of(CpuProfile profile) {
        return text(Grids.profile(profile));
    }

    private static String text(List<Grid> tables) {
        StringBuilder text = new StringBuilder();
        tables.forEach(table -> append(table, text));
        return text.toString();
    }

    private static void append(Grid grid, StringBuilder text) {
        text.append('\n').append(grid.title()).append('\n');
        appendRow(grid, grid.header(), text);
        grid.rows().forEach(row -> appendRow(grid, row, text));
    }

    private static void appendRow(Grid grid, List<String> cells, StringBuilder text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String blank = " ".repeat(grid.width(i) - cells.get(i).length());
            line.append("  ").append(i == 0 ? cells.get(i) + blank : blank + cells.get(i));
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
