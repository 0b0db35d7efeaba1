package dev.quoin.consensus.raft.runtime;

import dev.quoin.consensus.raft.algorithm.trace.Tracer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes the algorithm's lines on to the node's log. */
final class LogTracer implements Tracer {
    private static final Logger LOG = LoggerFactory.getLogger("dev.quoin.consensus.raft");

    @Override
    public boolean enabled(Level level) {
        return LOG.isEnabledForLevel(levelOf(level));
    }

    @Override
    public void trace(Level level, String line) {
        LOG.atLevel(levelOf(isRoutine(line) ? Level.DEBUG : level)).log(line);
    }

    /**
     * An acknowledgement of the log thread that has been overtaken by later ones; with a thread of its own that is how
     * things go.
     */
    private static boolean isRoutine(String line) {
        return line.startsWith("entry at index ") && line.endsWith("; ignoring");
    }

    private static org.slf4j.event.Level levelOf(Level level) {
        return switch (level) {
            case DEBUG -> org.slf4j.event.Level.DEBUG;
            case INFO -> org.slf4j.event.Level.INFO;
            case WARN -> org.slf4j.event.Level.WARN;
            case ERROR, FATAL -> org.slf4j.event.Level.ERROR;
        };
    }
}
