package dev.quoin.benchmarks.report;

import java.util.List;

/**
 * A table before anybody has decided how to draw it. The first column holds words, the others numbers.
 *
 * @param rows each as long as the header
 */
record Grid(String title, List<String> header, List<List<String>> rows) {
    /** The width of a column, in characters. */
    int width(int column) {
        int width = header.get(column).length();
        for (List<String> row : rows) {
            width = Math.max(width, row.get(column).length());
        }
        return width;
    }
}
