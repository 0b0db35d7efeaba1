package dev.quoin.distribution.utl;

import dev.quoin.api.config.ConfigException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints a row of values in one of the forms that etcdutl has. */
final class Output {
    private static final long KILO = 1000;
    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB", "EB");

    private final PrintStream out;
    private final String form;

    /** @param form what {@code --write-out} says */
    Output(PrintStream out, String form) {
        if (!List.of("simple", "json", "table", "fields").contains(form)) {
            throw new ConfigException(
                    form.equals("protobuf") ? "protobuf not supported as output format" : "unsupported output format");
        }
        this.out = out;
        this.form = form;
    }

    /**
     * A value under its three names.
     *
     * @param table the column's head
     * @param field the name for {@code fields}
     * @param json the name for {@code json}
     * @param shown in {@code simple} and {@code table}
     * @param exact elsewhere
     * @param quoted whether JSON has it as text
     */
    record Value(String table, String field, String json, String shown, String exact, boolean quoted) {
        static Value number(String table, String field, String json, long value) {
            return new Value(table, field, json, Long.toString(value), Long.toString(value), false);
        }
    }

    void print(List<Value> values) {
        switch (form) {
            case "simple" -> out.println(values.stream().map(Value::shown).collect(Collectors.joining(", ")));
            case "json" -> out.println(values.stream().map(Output::json).collect(Collectors.joining(",", "{", "}")));
            case "fields" -> values.forEach(value -> out.println("\"" + value.field + "\" : " + value.exact));
            default -> table(values);
        }
    }

    private static String json(Value value) {
        String quote = value.quoted ? "\"" : "";
        return "\"" + value.json + "\":" + quote + value.exact + quote;
    }

    private void table(List<Value> values) {
        out.println(rule(values, "┌", "┬", "┐"));
        out.println(values.stream()
                .map(value -> centred(value.table.toUpperCase(Locale.ROOT), width(value)))
                .collect(Collectors.joining("│", "│", "│")));
        out.println(rule(values, "├", "┼", "┤"));
        out.println(values.stream()
                .map(value -> " " + " ".repeat(width(value) - value.shown.length()) + value.shown + " ")
                .collect(Collectors.joining("│", "│", "│")));
        out.println(rule(values, "└", "┴", "┘"));
    }

    private static int width(Value value) {
        return Math.max(value.table.length(), value.shown.length());
    }

    private static String centred(String text, int width) {
        int spare = width - text.length();
        return " " + " ".repeat(spare / 2) + text + " ".repeat(spare - spare / 2) + " ";
    }

    private static String rule(List<Value> values, String left, String between, String right) {
        return values.stream()
                .map(value -> "─".repeat(width(value) + 2))
                .collect(Collectors.joining(between, left, right));
    }

    /** A number of bytes in the unit in which it has one to three digits, as etcd's tools show it. */
    static String bytes(long count) {
        if (count < 10) {
            return count + " B";
        }
        int unit = 0;
        double value = count;
        while (value >= KILO && unit + 1 < UNITS.size()) {
            value /= KILO;
            unit++;
        }
        double rounded = Math.floor(value * 10 + 0.5) / 10;
        // A half goes to the even neighbour, as in etcd's tools.
        return rounded < 10
                ? String.format(Locale.ROOT, "%.1f %s", rounded, UNITS.get(unit))
                : (long) Math.rint(rounded) + " " + UNITS.get(unit);
    }
}
