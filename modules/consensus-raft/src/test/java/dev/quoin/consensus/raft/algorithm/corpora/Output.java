package dev.quoin.consensus.raft.algorithm.corpora;

import dev.quoin.consensus.raft.algorithm.trace.Tracer;
import java.util.List;
import java.util.Locale;

/** Collects what a case prints: log lines of the members, and what the commands print themselves. */
final class Output implements Tracer {
    private static final List<String> LEVELS = List.of("DEBUG", "INFO", "WARN", "ERROR", "FATAL", "NONE");

    private StringBuilder text = new StringBuilder();
    private int level;

    @Override
    public boolean enabled(Level asked) {
        return level <= asked.ordinal();
    }

    @Override
    public void trace(Level asked, String line) {
        text.append(asked).append(' ').append(line).append('\n');
    }

    /** Sets the lowest level that is printed; {@code NONE} silences everything else too. */
    void level(String name) {
        level = LEVELS.indexOf(name.toUpperCase(Locale.ROOT));
        if (level < 0) {
            throw new IllegalArgumentException("log levels must be either of " + LEVELS);
        }
    }

    String level() {
        return LEVELS.get(level);
    }

    boolean quiet() {
        return level == LEVELS.size() - 1;
    }

    void print(String part) {
        if (!quiet()) {
            text.append(part);
        }
    }

    void printLine(String line) {
        print(line + "\n");
    }

    /** Prints what an action prints, two columns to the right. */
    void indented(Runnable action) {
        StringBuilder outer = text;
        text = new StringBuilder();
        action.run();
        text.toString().lines().forEach(line -> outer.append("  ").append(line).append('\n'));
        text = outer;
    }

    String take() {
        String taken = text.toString();
        text = new StringBuilder();
        return taken;
    }
}
