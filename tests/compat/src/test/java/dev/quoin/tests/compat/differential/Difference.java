package dev.quoin.tests.compat.differential;

import java.util.List;

/**
 * Where the two servers part.
 *
 * @param steps what was done, the last one being the one that shows it
 */
record Difference(List<Step> steps, String expected, String actual) {

    /** What it is about, so that two runs can be seen to have found the same. */
    String about() {
        Step last = steps.getLast();
        return last.kind() + " " + last.method();
    }

    String report() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            text.append("  %3d  %s%n".formatted(i + 1, steps.get(i)));
        }
        return text + answers();
    }

    /** The step that shows it. */
    String last() {
        return "  " + steps.getLast() + "\n" + answers();
    }

    private String answers() {
        return "  etcd:       " + expected + "\n  under test: " + actual + "\n";
    }
}
