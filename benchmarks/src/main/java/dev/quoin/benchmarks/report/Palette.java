package dev.quoin.benchmarks.report;

import java.util.List;

/** One colour for each server, the same in every plot; told apart by people who see few colours (after Okabe and Ito). */
final class Palette {
    private static final String BASELINE = "#8a8f98";
    private static final List<String> OTHERS =
            List.of("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#b8a800");

    private final List<String> others;
    private final String baseline;

    Palette(Report report) {
        baseline = report.baseline();
        others = report.servers().stream()
                .map(ServerInfo::label)
                .filter(label -> !label.equals(baseline))
                .toList();
    }

    String of(String server) {
        return server.equals(baseline) ? BASELINE : OTHERS.get(others.indexOf(server) % OTHERS.size());
    }
}
