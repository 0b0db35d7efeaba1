package dev.quoin.tests.compat.script;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Two lists of observations side by side: prints one line for each, and keeps the differences. */
public final class Comparison {

    private final PrintStream out;
    private final String expectedName;
    private final String actualName;
    private final List<String> differences = new ArrayList<>();
    private int compared;

    public Comparison(PrintStream out, String expectedName, String actualName) {
        this.out = out;
        this.expectedName = expectedName;
        this.actualName = actualName;
    }

    /** Compares two runs of the same steps. */
    public void compare(List<Observation> expected, List<Observation> actual) {
        if (expected.size() != actual.size()) {
            throw new AssertionError(expected.size() + " steps on one side, " + actual.size() + " on the other");
        }
        for (int i = 0; i < expected.size(); i++) {
            compare(expected.get(i), actual.get(i));
        }
    }

    /** Everything that was observed on one side, to be read beside the other. */
    public static void save(List<Observation> observations, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(
                file,
                observations.stream()
                        .flatMap(seen -> Stream.of(seen.title(), seen.indented()))
                        .toList());
    }

    private void compare(Observation expected, Observation actual) {
        compared++;
        boolean same = expected.lines().equals(actual.lines());
        out.println((same ? "  same    " : "  DIFFERS ") + expected.title());
        if (!same) {
            differences.add(expected.title() + "\n    " + expectedName + ":\n" + expected.indented() + "\n    "
                    + actualName + ":\n" + actual.indented());
        }
    }

    /** Prints how much was compared. */
    public void printTotal() {
        out.println("compared " + compared + " with " + expectedName + ": " + (compared - differences.size())
                + " the same, " + differences.size() + " different");
    }

    /** Each difference with both sides. */
    public List<String> differences() {
        return List.copyOf(differences);
    }
}
