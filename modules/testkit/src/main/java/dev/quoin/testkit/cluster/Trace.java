package dev.quoin.testkit.cluster;

import dev.quoin.testkit.host.Simulation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The last lines about a run, for people. It costs nothing when nobody asked for it. */
final class Trace {
    private final Simulation simulation;
    private final int limit;
    private final Deque<String> lines = new ArrayDeque<>();

    /** @param limit how many lines are kept, 0 for no trace */
    Trace(Simulation simulation, int limit) {
        this.simulation = simulation;
        this.limit = limit;
    }

    void add(String who, Supplier<String> what) {
        if (limit == 0) {
            return;
        }
        if (lines.size() == limit) {
            lines.removeFirst();
        }
        lines.add(String.format(Locale.ROOT, "%12.6f  %-6s %s", simulation.now() / 1e9, who, what.get()));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
