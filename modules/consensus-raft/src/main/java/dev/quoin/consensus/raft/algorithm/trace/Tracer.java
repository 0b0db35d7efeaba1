package dev.quoin.consensus.raft.algorithm.trace;

/**
 * Where a member's log lines go. The algorithm names no logging framework; it formats a line only when {@link #enabled}
 * says that it is wanted, and traces nothing at all while replication runs undisturbed.
 */
public interface Tracer {
    /** Nobody listens. */
    Tracer NONE = new Tracer() {
        @Override
        public boolean enabled(Level level) {
            return false;
        }

        @Override
        public void trace(Level level, String line) {}
    };

    /** Whether lines of a level are wanted. */
    boolean enabled(Level level);

    /** Takes one line, without line end, on the thread that called the member. Must not call it back. */
    void trace(Level level, String line);

    /** How much a line matters. */
    enum Level {
        /** Only for who looks into something. */
        DEBUG,
        /** A change of state. */
        INFO,
        /** Something that should not happen often. */
        WARN,
        /** Something that was refused. */
        ERROR,
        /** The member cannot go on; an {@link InvariantViolation} follows. */
        FATAL
    }
}
