package dev.quoin.api.host;

import java.util.random.RandomGenerator;

/**
 * What the surroundings lend to parts that must be deterministic. The core and the consensus engine take time, threads, timers,
 * randomness and files from here and from nowhere else, so that a simulator can run a whole cluster in one thread and in virtual
 * time. All methods may be called from any thread.
 */
public interface Host {
    /** The clock of this host. */
    Clock clock();

    /** A source of randomness for one purpose; the same seed and purpose give the same numbers in a simulation. */
    RandomGenerator random(String purpose);

    /** The files of this host. */
    Disk disk();

    /**
     * Starts a thread of its own with a bounded inbox.
     *
     * @param name the role, shown in thread dumps, for example {@code raft} or {@code apply}
     * @param inboxCapacity how many tasks may wait; further ones are refused
     * @param afterBatch runs on the agent each time the inbox has been drained of what was waiting, before the agent sleeps. Work
     *     that is cheaper once for many tasks belongs here.
     */
    Agent startAgent(String name, int inboxCapacity, Runnable afterBatch);

    /** Makes the figures that an operator watches. */
    Meters meters();

    /** Called when a part can not go on without risking data, for example after a failed fsync. Ends the process; does not return. */
    void fatal(String reason, Throwable cause);
}
