package dev.quoin.tests.compat.script;

import java.util.List;

/** One thing that a script does. {@code words} may still hold names of captured values, such as {@code $lease}. */
sealed interface Step {

    /** What the list of comparisons calls it. */
    String title();

    /** Runs a command to its end and keeps what the captures find in its output. */
    record Run(String title, List<String> words, String input, List<Capture> captures) implements Step {}

    /** Runs a command until it has printed so many lines, then ends it. */
    record RunUntil(String title, List<String> words, int lines) implements Step {}

    /** Starts a command that later steps speak to. */
    record Start(String title, String name, List<String> words) implements Step {}

    /** Types a line into a started command. */
    record Type(String title, String name, String line) implements Step {}

    /** Waits until a started command has printed so many lines. */
    record Await(String title, String name, int lines) implements Step {}

    /** Ends a started command; all that it printed is compared. */
    record End(String title, String name) implements Step {}

    /** A value of this run, such as an id the server chose: found in an output, named in later commands. */
    record Capture(String name, String pattern) {}
}
