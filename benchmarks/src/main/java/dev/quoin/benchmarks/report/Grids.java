package dev.quoin.benchmarks.report;

import dev.quoin.benchmarks.profile.CpuProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tables of a report. */
final class Grids {
    private static final double MIB = 1 << 20;

    private final Report report;
    private final Summary summary;

    Grids(Report report) {
        this.report = report;
        summary = new Summary(report);
    }

    /** One for each workload and phase. */
    List<Grid> workloads() {
        return summary.titles().stream().map(this::workload).toList();
    }

    private Grid workload(String title) {
        List<String> header = new ArrayList<>(List.of("server"));
        for (Metric metric : Metric.values()) {
            header.add(metric.title());
            if (isCompared(metric)) {
                header.add("×" + report.baseline());
            }
        }
        header.add("errors");
        List<List<String>> rows = summary.servers().stream()
                .filter(server -> !summary.rows(title, server).isEmpty())
                .map(server -> workloadRow(title, server))
                .toList();
        return new Grid(title, header, rows);
    }

    private boolean isCompared(Metric metric) {
        boolean telling = metric == Metric.RATE || metric == Metric.P99 || metric == Metric.SERVER_CPU;
        return telling && report.servers().size() > 1;
    }

    private List<String> workloadRow(String title, String server) {
        List<String> row = new ArrayList<>(List.of(server));
        for (Metric metric : Metric.values()) {
            row.add(number(summary.median(title, server, metric), metric.format()));
            if (isCompared(metric)) {
                row.add(number(summary.ratio(title, server, metric), "%.2f"));
            }
        }
        boolean unsupported = summary.rows(title, server).stream()
                .anyMatch(r -> !r.unsupported().isEmpty());
        row.add(unsupported ? "not supported" : Long.toString(summary.errors(title, server)));
        return row;
    }

    /** The servers at rest. */
    Grid states() {
        List<String> header = List.of(
                "server", "start ms", "idle CPU %", "resident MiB", "proportional MiB", "peak MiB", "on disk MiB");
        List<List<String>> rows = summary.servers().stream()
                .filter(server -> !summary.states(server).isEmpty())
                .map(this::stateRow)
                .toList();
        return new Grid("at rest, after the load", header, rows);
    }

    private List<String> stateRow(String server) {
        return List.of(
                server,
                state(server, ServerRow::startMillis, "%,.0f"),
                state(server, ServerRow::idleCpuPercent, "%.2f"),
                state(server, row -> row.residentBytes() / MIB, "%,.0f"),
                state(server, row -> row.proportionalBytes() / MIB, "%,.0f"),
                state(server, row -> row.peakBytes() / MIB, "%,.0f"),
                state(server, row -> row.diskBytes() / MIB, "%,.0f"));
    }

    private String state(String server, Function<ServerRow, @Nullable Double> value, String format) {
        return number(summary.stateMedian(server, value), format);
    }

    private static String number(Optional<Median> median, String format) {
        return median.map(m -> String.format(Locale.ROOT, format, m.value())).orElse("");
    }

    /** What the server's CPU for each request was used by, for servers with several kinds of threads. */
    Optional<Grid> threads(String title, String server) {
        List<PhaseRow> rows = summary.rows(title, server);
        if (rows.isEmpty() || rows.getFirst().cpuByThread().size() < 2) {
            return Optional.empty();
        }
        PhaseRow first = rows.getFirst();
        List<List<String>> cells = first.cpuByThread().entrySet().stream()
                .map(e -> List.of(e.getKey(), String.format(Locale.ROOT, "%.2f", e.getValue())))
                .toList();
        return Optional.of(new Grid(
                server + ", " + title + ": by thread, first round", List.of("thread", "CPU µs/request"), cells));
    }

    /** A profile's hottest methods, its layers and its threads. */
    static List<Grid> profile(CpuProfile profile) {
        return List.of(
                shares(profile.title() + ": layers", "layer", profile.layers()),
                shares(profile.title() + ": the ten hottest methods", "method", profile.frames()),
                shares(profile.title() + ": Java threads", "thread", profile.threads()));
    }

    private static Grid shares(String title, String what, List<CpuProfile.Share> shares) {
        List<List<String>> rows = shares.stream()
                .map(s -> List.of(s.name(), String.format(Locale.ROOT, "%.1f", s.percent())))
                .toList();
        return new Grid(title, List.of(what, "% of samples"), rows);
    }
}
