package dev.quoin.benchmarks.compare;

import dev.quoin.benchmarks.profile.CpuProfile;
import dev.quoin.benchmarks.report.PhaseRow;
import dev.quoin.benchmarks.report.ServerRow;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Collects what is measured, and tells whoever watches as it comes. */
public final class Findings {
    private final List<PhaseRow> phases = new ArrayList<>();
    private final List<ServerRow> states = new ArrayList<>();
    private final List<CpuProfile> profiles = new ArrayList<>();
    private final PrintWriter watcher;

    /** Tells the watcher one line for each finding. */
    public Findings(PrintWriter watcher) {
        this.watcher = watcher;
    }

    /** Tells nobody. */
    static Findings unseen() {
        return new Findings(new PrintWriter(Writer.nullWriter()));
    }

    void progress(int round, String server, String what) {
        watcher.printf(Locale.ROOT, "round %d  %-10s %s%n", round, server, what);
        watcher.flush();
    }

    void add(PhaseRow row) {
        phases.add(row);
        if (!row.unsupported().isEmpty()) {
            progress(row.round(), row.server(), row.title() + ": not supported " + row.unsupported());
            return;
        }
        String cpu = row.serverCpuMicros() == null
                ? ""
                : String.format(Locale.ROOT, ", %.1f µs server CPU each", row.serverCpuMicros());
        progress(
                row.round(),
                row.server(),
                String.format(
                        Locale.ROOT,
                        "%-22s %,9.0f/s, p99 %,.0f µs%s%s",
                        row.title(),
                        row.requestsPerSecond(),
                        row.p99Micros(),
                        cpu,
                        row.errors() == 0 ? "" : ", ERRORS " + row.errorKinds()));
    }

    void add(ServerRow row) {
        states.add(row);
    }

    void add(CpuProfile profile) {
        profiles.add(profile);
    }

    /** The most memory that a server had resident in any phase of a round. */
    long peakBytes(int round, String server) {
        return phases.stream()
                .filter(row -> row.round() == round && row.server().equals(server))
                .map(PhaseRow::peakBytes)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** The phases measured so far. */
    public List<PhaseRow> phases() {
        return List.copyOf(phases);
    }

    /** The servers at rest. */
    public List<ServerRow> states() {
        return List.copyOf(states);
    }

    /** The profiles taken. */
    public List<CpuProfile> profiles() {
        return List.copyOf(profiles);
    }
}
