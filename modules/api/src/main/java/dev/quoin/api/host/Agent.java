package dev.quoin.api.host;

/**
 * One thread with a name, an owner and a bounded inbox. Tasks run one at a time in the order in which they were accepted; timers run
 * between tasks. A task that throws ends the process through {@link Host#fatal}, because its owner's state is then unknown.
 */
public interface Agent extends AutoCloseable {
    /** The role given at start. */
    String name();

    /**
     * Hands over a task; any thread, never blocks.
     *
     * @return false when the inbox is full or the agent is closed; the task will then not run, and the caller answers for it
     */
    boolean offer(Runnable task);

    /**
     * Runs a task once after a delay, on this agent; any thread.
     *
     * @param delayNanos from now; zero or less means as soon as possible
     */
    Timer schedule(long delayNanos, Runnable task);

    /** Whether the caller is this agent's own thread. */
    boolean isCurrent();

    /** Runs what was accepted, then ends and waits for the end (not when called by the agent itself). Timers are dropped. */
    @Override
    void close();

    /** A task that waits for its time. */
    interface Timer {
        /** Drops the task unless it has begun; any thread, may be repeated. */
        void cancel();
    }
}
