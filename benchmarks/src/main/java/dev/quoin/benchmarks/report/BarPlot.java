package dev.quoin.benchmarks.report;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** A figure of several servers as bars: the median, with a dot for every round. */
final class BarPlot {
    private static final int WIDTH = 360;
    private static final int LEFT = 90;
    private static final int RIGHT = 70;
    private static final int TOP = 26;
    private static final int STEP = 26;
    private static final int BAR = 18;

    /** A server's rounds; not empty. */
    record Bar(String server, List<Double> values) {}

    private BarPlot() {}

    static String of(String title, String format, List<Bar> bars, Palette palette) {
        double most = bars.stream()
                .map(Bar::values)
                .flatMap(Collection::stream)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        double scale = most > 0 ? (WIDTH - LEFT - RIGHT) / most : 0;
        Svg svg = new Svg(WIDTH, TOP + STEP * bars.size() + 6, title).text(0, 14, "start", title);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double y = TOP + (double) STEP * i;
            double median = Median.of(bar.values).value();
            svg.text(LEFT - 6.0, y + 13, "end", bar.server)
                    .rectangle(LEFT, y, median * scale, BAR, palette.of(bar.server));
            bar.values.forEach(value -> svg.dot(LEFT + value * scale, y + BAR / 2.0));
            double end = Median.of(bar.values).most() * scale;
            svg.text(LEFT + end + 8, y + 13, "start", String.format(Locale.ROOT, format, median));
        }
        return svg.end();
    }
}
