package dev.quoin.api.host;

import java.util.random.RandomGenerator;

/**
 * The surroundings of a deterministic part. The core and the consensus engine take time, threads, timers, randomness
 * and files from here and from nowhere else. A simulator can therefore run a whole cluster in one thread and in virtual
 * time.
 *
 * <p>Thread: any thread may call any method.
 */
public interface Host {
    /** Returns the clocks of this host. */
    Clock clock();

    /**
     * Returns a source of randomness for one purpose. In a simulation the same seed and purpose give the same numbers.
     */
    RandomGenerator random(String purpose);

    /**
     * Returns a source of numbers that nobody can guess, for tokens and salts; safe for use by any thread. A simulation's can
     * be repeated, and must not be used for anything else.
     */
    RandomGenerator secrets();

    /** Returns the files of this host. */
    Disk disk();

    /**
     * Starts a thread with a bounded inbox.
     *
     * @param name the role, shown in thread dumps, such as {@code raft} or {@code apply}
     * @param inboxCapacity the number of tasks that may wait; further ones are refused
     * @param afterBatch runs on the agent each time it has run all tasks that waited, before it sleeps. Work that costs
     *     less once for many tasks belongs here.
     */
    Agent startAgent(String name, int inboxCapacity, Runnable afterBatch);

    /** Returns the maker of the figures that an operator watches. */
    Meters meters();

    /**
     * Ends the process, because a part cannot go on without risking data, for example after a failed fsync. Does not
     * return.
     */
    void fatal(String reason, Throwable cause);
}
