package dev.quoin.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rounds of a report taken together. A ratio is taken within each round, side by side; its median is over the rounds. */
final class Summary {
    private final Report report;

    Summary(Report report) {
        this.report = report;
    }

    /** Workload and phase, in the order in which they were run. */
    List<String> titles() {
        Set<String> titles = new LinkedHashSet<>();
        report.phases().forEach(row -> titles.add(row.title()));
        return new ArrayList<>(titles);
    }

    /** The servers that have rows. */
    List<String> servers() {
        return report.servers().stream().map(ServerInfo::label).toList();
    }

    List<PhaseRow> rows(String title, String server) {
        return report.phases().stream()
                .filter(row -> row.title().equals(title) && row.server().equals(server))
                .toList();
    }

    List<ServerRow> states(String server) {
        return report.states().stream()
                .filter(row -> row.server().equals(server))
                .toList();
    }

    Optional<Median> median(String title, String server, Metric metric) {
        List<Double> values = rows(title, server).stream()
                .map(metric::of)
                .filter(Objects::nonNull)
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Median.of(values));
    }

    List<Double> stateValues(String server, Function<ServerRow, @Nullable Double> value) {
        return states(server).stream().map(value).filter(Objects::nonNull).toList();
    }

    Optional<Median> stateMedian(String server, Function<ServerRow, @Nullable Double> value) {
        List<Double> values = stateValues(server, value);
        return values.isEmpty() ? Optional.empty() : Optional.of(Median.of(values));
    }

    /** To the baseline of the same round; none for the baseline itself, or where a round has no counterpart. */
    Optional<Median> ratio(String title, String server, Metric metric) {
        if (server.equals(report.baseline())) {
            return Optional.empty();
        }
        List<Double> ratios = new ArrayList<>();
        for (PhaseRow row : rows(title, server)) {
            Double value = metric.of(row);
            Double base = rows(title, report.baseline()).stream()
                    .filter(other -> other.round() == row.round())
                    .map(metric::of)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            if (value != null && base != null && base > 0) {
                ratios.add(value / base);
            }
        }
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Median.of(ratios));
    }

    long errors(String title, String server) {
        return rows(title, server).stream().mapToLong(PhaseRow::errors).sum();
    }
}
