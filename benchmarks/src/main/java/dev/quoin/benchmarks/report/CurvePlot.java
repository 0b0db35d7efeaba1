package dev.quoin.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** Latency against percentile, both axes logarithmic: the right end shows the slowest requests. A line for each round. */
final class CurvePlot {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 230;
    private static final int LEFT = 52;
    private static final int RIGHT = 12;
    private static final int TOP = 26;
    private static final int BOTTOM = 24;
    private static final double[] PERCENTILES = {0, 90, 99, 99.9, 99.99};

    private final double leastLog;
    private final double mostLog;

    private CurvePlot(List<PhaseRow> rows) {
        double least = rows.stream()
                .flatMap(row -> row.curve().stream())
                .mapToDouble(CurvePoint::micros)
                .min()
                .orElse(1);
        double most = rows.stream()
                .flatMap(row -> row.curve().stream())
                .mapToDouble(CurvePoint::micros)
                .max()
                .orElse(10);
        leastLog = Math.floor(Math.log10(Math.max(1, least)));
        mostLog = Math.max(leastLog + 1, Math.ceil(Math.log10(Math.max(1, most))));
    }

    static String of(String title, List<PhaseRow> rows, Palette palette) {
        CurvePlot plot = new CurvePlot(rows);
        Svg svg = new Svg(WIDTH, HEIGHT, title).text(0, 14, "start", title);
        plot.drawGrid(svg);
        rows.stream()
                .filter(row -> !row.curve().isEmpty())
                .forEach(row -> svg.path(plot.points(row), palette.of(row.server())));
        return svg.end();
    }

    private void drawGrid(Svg svg) {
        for (double log = leastLog; log <= mostLog; log++) {
            svg.line(LEFT, y(log), WIDTH - RIGHT, y(log)).text(LEFT - 5.0, y(log) + 4, "end", duration(log));
        }
        for (double percentile : PERCENTILES) {
            svg.line(x(percentile), TOP, x(percentile), HEIGHT - BOTTOM)
                    .text(x(percentile), HEIGHT - 8.0, "middle", trimmed(percentile) + "%");
        }
    }

    private String points(PhaseRow row) {
        StringBuilder points = new StringBuilder();
        for (CurvePoint point : row.curve()) {
            points.append(String.format(
                    Locale.ROOT, "%.1f,%.1f ", x(point.percentile()), y(Math.log10(Math.max(1, point.micros())))));
        }
        return points.toString().trim();
    }

    private static double x(double percentile) {
        double decades = -Math.log10(Math.max(1e-5, 1 - percentile / 100));
        return LEFT + Math.min(1, decades / 5) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double log) {
        return HEIGHT - BOTTOM - (log - leastLog) / (mostLog - leastLog) * (HEIGHT - TOP - BOTTOM);
    }

    private static String duration(double log) {
        double micros = Math.pow(10, log);
        return micros >= 1e6
                ? trimmed(micros / 1e6) + " s"
                : micros >= 1e3 ? trimmed(micros / 1e3) + " ms" : trimmed(micros) + " µs";
    }

    private static String trimmed(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
