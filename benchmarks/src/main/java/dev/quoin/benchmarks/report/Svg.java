package dev.quoin.benchmarks.report;

import java.util.Locale;

/** Writes one inline SVG picture. Lengths in pixels, the origin at the upper left. */
final class Svg {
    private final StringBuilder out = new StringBuilder();

    Svg(int width, int height, String description) {
        add(
                "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">",
                width, height, width, height, escape(description));
    }

    Svg rectangle(double x, double y, double width, double height, String color) {
        add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\" rx=\"2\"/>",
                x, y, Math.max(0, width), height, color);
        return this;
    }

    Svg dot(double x, double y) {
        add("<circle class=\"round\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/>", x, y);
        return this;
    }

    Svg line(double x1, double y1, double x2, double y2) {
        add("<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", x1, y1, x2, y2);
        return this;
    }

    /** A line through points that are given as {@code x,y x,y}. */
    Svg path(String points, String color) {
        add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>", points, color);
        return this;
    }

    /** Text that begins, centres or ends at a point: {@code start}, {@code middle}, {@code end}. */
    Svg text(double x, double y, String anchor, String content) {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escape(content));
        return this;
    }

    String end() {
        return out + "</svg>\n";
    }

    private void add(String format, Object... arguments) {
        out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
