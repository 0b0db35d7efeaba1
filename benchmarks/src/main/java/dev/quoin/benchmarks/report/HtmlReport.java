package dev.quoin.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A report as one page that needs nothing else: no script, no font, no network. */
public final class HtmlReport {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Quoin benchmark</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>
            :root { color-scheme: light dark; --line: #8884; --ink: #222; --paper: #fff; }
            @media (prefers-color-scheme: dark) { :root { --ink: #ddd; --paper: #16181c; } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
                   max-width: 1240px; margin: 2em auto; padding: 0 1em; }
            h2 { margin-top: 2em; border-bottom: 1px solid var(--line); }
            pre { overflow-x: auto; background: #8882; padding: .6em; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: .6em 0 1.4em; }
            th, td { text-align: right; padding: .15em .8em; border-bottom: 1px solid var(--line); }
            th:first-child, td:first-child { text-align: left; }
            caption { text-align: left; font-weight: 600; }
            .plots { display: flex; flex-wrap: wrap; gap: 1.2em; align-items: flex-start; }
            .scroll { overflow-x: auto; }
            svg text { font: 12px system-ui, sans-serif; fill: var(--ink); }
            svg .grid { stroke: var(--line); } svg .round { fill: none; stroke: var(--ink); }
            </style></head><body>
            <h1>Quoin benchmark</h1>
            """;

    private static final List<Metric> PLOTTED = List.of(Metric.SERVER_CPU, Metric.RATE, Metric.P99);
    private static final double MIB = 1 << 20;

    private final Report report;
    private final Summary summary;
    private final Grids grids;
    private final Palette palette;
    private final StringBuilder page = new StringBuilder(HEAD);

    private HtmlReport(Report report) {
        this.report = report;
        summary = new Summary(report);
        grids = new Grids(report);
        palette = new Palette(report);
    }

    /** The page. */
    public static String of(Report report) {
        HtmlReport html = new HtmlReport(report);
        html.introduction();
        List<Grid> tables = html.grids.workloads();
        for (int i = 0; i < tables.size(); i++) {
            html.workload(html.summary.titles().get(i), tables.get(i));
        }
        html.states();
        html.profiles();
        return html.page + "</body></html>\n";
    }

    private void introduction() {
        page.append("<p>").append(Svg.escape(report.date())).append("</p>\n<pre>");
        page.append(Svg.escape(report.command())).append("</pre>\n");
        page.append("<p>Bars are medians over the rounds, circles single rounds. Ratios to <b>")
                .append(Svg.escape(report.baseline()))
                .append("</b> are taken within each round.</p>\n");
        facts("Machine", report.machine());
        facts("Load", report.settings());
        page.append("<h3>Servers</h3><ul>\n");
        for (ServerInfo server : report.servers()) {
            page.append("<li><b>").append(Svg.escape(server.label())).append("</b>: ");
            page.append(Svg.escape(server.version() + " " + String.join(" ", server.flags())))
                    .append("</li>\n");
        }
        page.append("</ul>\n");
    }

    private void facts(String title, Map<String, String> facts) {
        page.append("<h3>").append(title).append("</h3><ul>\n");
        facts.forEach((name, value) ->
                page.append("<li>").append(Svg.escape(name + ": " + value)).append("</li>\n"));
        page.append("</ul>\n");
    }

    private void workload(String title, Grid table) {
        heading(title);
        page.append("<div class=\"plots\">\n");
        for (Metric metric : PLOTTED) {
            List<BarPlot.Bar> bars = new ArrayList<>();
            for (String server : summary.servers()) {
                List<Double> values = summary.rows(title, server).stream()
                        .map(metric::of)
                        .filter(Objects::nonNull)
                        .toList();
                add(server, values, bars);
            }
            plot(metric.title(), metric.format(), bars);
        }
        List<PhaseRow> rows = summary.servers().stream()
                .flatMap(server -> summary.rows(title, server).stream())
                .toList();
        page.append(CurvePlot.of("latency by percentile", rows, palette)).append("</div>\n");
        table(table);
    }

    private void states() {
        if (report.states().isEmpty()) {
            return;
        }
        heading("At rest, after the load");
        page.append("<div class=\"plots\">\n");
        state("resident MiB", "%,.0f", row -> row.residentBytes() / MIB);
        state("on disk MiB", "%,.0f", row -> row.diskBytes() / MIB);
        state("idle CPU %", "%.2f", ServerRow::idleCpuPercent);
        state("start ms", "%,.0f", ServerRow::startMillis);
        page.append("</div>\n");
        table(grids.states());
    }

    private void state(String title, String format, Function<ServerRow, @Nullable Double> value) {
        List<BarPlot.Bar> bars = new ArrayList<>();
        for (String server : summary.servers()) {
            add(server, summary.stateValues(server, value), bars);
        }
        plot(title, format, bars);
    }

    private static void add(String server, List<Double> values, List<BarPlot.Bar> bars) {
        if (!values.isEmpty()) {
            bars.add(new BarPlot.Bar(server, values));
        }
    }

    private void plot(String title, String format, List<BarPlot.Bar> bars) {
        if (!bars.isEmpty()) {
            page.append(BarPlot.of(title, format, bars, palette));
        }
    }

    private void profiles() {
        if (!report.profiles().isEmpty()) {
            heading("Where the CPU goes");
            report.profiles().forEach(profile -> Grids.profile(profile).forEach(this::table));
        }
        for (String title : summary.titles()) {
            summary.servers().forEach(server -> grids.threads(title, server).ifPresent(this::table));
        }
    }

    private void heading(String title) {
        page.append("<h2>").append(Svg.escape(title)).append("</h2>\n");
    }

    private void table(Grid grid) {
        page.append("<div class=\"scroll\"><table><caption>")
                .append(Svg.escape(grid.title()))
                .append("</caption>\n");
        row(grid.header(), "th");
        grid.rows().forEach(cells -> row(cells, "td"));
        page.append("</table></div>\n");
    }

    private void row(List<String> cells, String tag) {
        page.append("<tr>");
        cells.forEach(cell -> page.append('<')
                .append(tag)
                .append('>')
                .append(Svg.escape(cell))
                .append("</")
                .append(tag)
                .append('>'));
        page.append("</tr>\n");
    }
}
