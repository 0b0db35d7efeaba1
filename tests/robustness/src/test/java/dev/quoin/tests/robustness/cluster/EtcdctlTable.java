package dev.quoin.tests.robustness.cluster;

import dev.quoin.tests.harness.CommandResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What etcdctl prints with {@code -w table}, whichever lines it draws.
 *
 * @param rows of each row the cells, by the heads of their columns
 */
record EtcdctlTable(List<Map<String, String>> rows) {

    static EtcdctlTable of(CommandResult result) {
        List<List<String>> lines = result.expectSuccess()
                .text()
                .lines()
                .map(line -> line.replace('│', '|'))
                .filter(line -> line.startsWith("|"))
                .map(EtcdctlTable::cells)
                .toList();
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < line.size(); i++) {
                row.put(lines.getFirst().get(i), line.get(i));
            }
            rows.add(row);
        }
        return new EtcdctlTable(rows);
    }

    /** @throws AssertionError if there is none */
    Map<String, String> row(String column, String value) {
        return rows.stream()
                .filter(row -> value.equals(row.get(column)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row with " + column + " " + value + " in " + rows));
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }
}
