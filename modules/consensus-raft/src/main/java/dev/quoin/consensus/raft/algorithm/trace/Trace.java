package dev.quoin.consensus.raft.algorithm.trace;

import dev.quoin.consensus.raft.algorithm.trace.Tracer.Level;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats log lines for a {@link Tracer}, and only those that it wants. */
public final class Trace {
    private final Tracer tracer;

    /** For a tracer. */
    public Trace(Tracer tracer) {
        this.tracer = tracer;
    }

    /** A line for who looks into something. */
    public void debug(String format, @Nullable Object... values) {
        line(Level.DEBUG, format, values);
    }

    /** A change of state. */
    public void info(String format, @Nullable Object... values) {
        line(Level.INFO, format, values);
    }

    /** Something that should not happen often. */
    public void warn(String format, @Nullable Object... values) {
        line(Level.WARN, format, values);
    }

    /** Something that was refused. */
    public void error(String format, @Nullable Object... values) {
        line(Level.ERROR, format, values);
    }

    /** The member cannot go on. Returns what the caller throws. */
    public InvariantViolation fatal(String format, @Nullable Object... values) {
        line(Level.FATAL, format, values);
        return new InvariantViolation(format(format, values));
    }

    private void line(Level level, String format, @Nullable Object... values) {
        if (tracer.enabled(level)) {
            tracer.trace(level, format(format, values));
        }
    }

    private static String format(String format, @Nullable Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
