package dev.quoin.tests.compat.script;

import java.util.List;

/**
 * What came of a step, in a form that can be compared.
 *
 * @param title the step
 * @param lines output, errors and exit code, normalized
 */
public record Observation(String title, List<String> lines) {

    /** What the lines of a step begin with that did not come to its end. */
    static final String FAILED = "failed: ";

    /** Whether the step came to its end. */
    public boolean complete() {
        return lines.stream().noneMatch(line -> line.startsWith(FAILED));
    }

    String indented() {
        return "      " + String.join("\n      ", lines);
    }
}
