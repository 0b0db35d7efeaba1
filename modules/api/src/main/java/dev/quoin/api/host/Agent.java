package dev.quoin.api.host;

/**
 * One thread with a name, an owner and a bounded inbox. It runs tasks one at a time, in the order in which they were
 * accepted; timers run between tasks.
 *
 * <p>Thread: any thread may call any method.
 *
 * <p>Blocks: only {@link #close} does.
 *
 * <p>Errors: a task that throws ends the process through {@link Host#fatal}, because nobody knows the state that it
 * left.
 */
public interface Agent extends AutoCloseable {
    /** Returns the role that was given at the start. */
    String name();

    /**
     * Hands over a task.
     *
     * @return false when the inbox is full or the agent is closed; the task does not run then, and the caller must
     *     answer for it
     */
    boolean offer(Runnable task);

    /**
     * Runs a task once on this agent, after a delay.
     *
     * @param delayNanos nanoseconds from now; zero or less means as soon as possible
     */
    Timer schedule(long delayNanos, Runnable task);

    /** Returns true when the caller runs on this agent. */
    boolean isCurrent();

    /**
     * Runs the tasks that were accepted, drops the timers, and ends.
     *
     * <p>Blocks: until the agent has ended, unless the agent itself calls this.
     */
    @Override
    void close();

    /** A task that waits for its time. */
    interface Timer {
        /** Drops the task unless it has begun. Further calls have no effect. */
        void cancel();
    }
}
