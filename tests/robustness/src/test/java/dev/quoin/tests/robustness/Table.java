package dev.quoin.tests.robustness;

import java.util.ArrayList;
import java.util.List;

/** A table for the output of a test, in Markdown. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... columns) {
        row(columns);
    }

    public void row(String... cells) {
        rows.add(List.of(cells));
    }

    public void print(String title) {
        StringBuilder text = new StringBuilder(title).append('\n');
        for (int i = 0; i < rows.size(); i++) {
            text.append(line(rows.get(i))).append('\n');
            if (i == 0) {
                text.append("|---".repeat(rows.getFirst().size())).append("|\n");
            }
        }
        System.out.println(text);
    }

    private static String line(List<String> cells) {
        StringBuilder line = new StringBuilder("|");
        cells.forEach(cell -> line.append(' ').append(cell.replace("|", "\\|")).append(" |"));
        return line.toString();
    }
}
