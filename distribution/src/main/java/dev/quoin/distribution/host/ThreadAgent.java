package dev.quoin.distribution.host;

import dev.quoin.api.host.Agent;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.MpscArrayQueue;

/**
 * A platform thread with a bounded inbox. It sleeps only when it has nothing to do; handing it a task while it is awake costs one
 * compare-and-set and one read.
 */
final class ThreadAgent implements Agent {
    private static final Runnable NOTHING = () -> {};

    private final ThreadHost host;
    private final String name;
    private final int capacity;
    private final MpscArrayQueue<Runnable> inbox;
    private final Timers timers = new Timers();
    private final Runnable afterBatch;
    private final Thread thread;

    /** Set before the thread looks into its inbox for the last time and sleeps; whoever adds to the inbox afterwards sees it and wakes it. */
    private volatile boolean asleep;

    private volatile boolean closing;

    ThreadAgent(ThreadHost host, String name, int capacity, Runnable afterBatch) {
        if (capacity < 1) {
            throw new IllegalArgumentException("inbox of " + name + " must hold at least one task: " + capacity);
        }
        this.host = host;
        this.name = name;
        this.capacity = capacity;
        // The queue rounds its capacity up to a power of two, and wants two at least.
        this.inbox = new MpscArrayQueue<>(Math.max(2, capacity));
        this.afterBatch = afterBatch;
        this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this::live);
    }

    void start() {
        thread.start();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean offer(Runnable task) {
        if (closing || !inbox.offerIfBelowThreshold(task, capacity)) {
            return false;
        }
        wake();
        return true;
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        Timer timer = timers.add(host.clock().nanoTime() + Math.max(0, delayNanos), task);
        if (!isCurrent()) {
            wake();
        }
        return timer;
    }

    @Override
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    @Override
    public void close() {
        closing = true;
        if (isCurrent()) {
            return;
        }
        wake();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Only the first of many offers pays for waking the thread. Two at once may; the second finds it awake, which does no harm. */
    private void wake() {
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    private void live() {
        try {
            while (!closing) {
                if (!work()) {
                    sleep();
                }
            }
            seal();
        } catch (Throwable failure) {
            host.fatal("a task of thread " + name + " failed: " + failure, failure);
        }
    }

    /**
     * Runs what was accepted and leaves the inbox full for ever, so that an offer which did not notice in time that the agent closes is
     * either run or refused.
     */
    private void seal() {
        boolean sealed;
        do {
            sealed = true;
            while (inbox.offerIfBelowThreshold(NOTHING, capacity)) {}
            for (int i = 0; i < capacity; i++) {
                Runnable task = inbox.poll();
                if (task != null) {
                    task.run();
                }
                sealed &= task == NOTHING && inbox.offerIfBelowThreshold(NOTHING, capacity);
            }
            afterBatch.run();
        } while (!sealed);
    }

    private boolean work() {
        boolean worked = timers.runDue(host.clock());
        worked |= drain() > 0;
        if (worked) {
            afterBatch.run();
        }
        return worked;
    }

    /** Runs what is waiting, at most one inbox full, so that timers and the end of the batch are never starved. */
    private int drain() {
        int done = 0;
        for (Runnable task; done < capacity && (task = inbox.poll()) != null; done++) {
            task.run();
        }
        return done;
    }

    private void sleep() {
        asleep = true;
        // Between here and parking, whoever adds something sees that we are asleep, and parking then returns at once.
        if (inbox.isEmpty() && !closing) {
            long nanos = timers.nanosToNext(host.clock());
            if (nanos > 0) {
                LockSupport.parkNanos(this, nanos);
            }
        }
        asleep = false;
        // An interrupt means nothing here, but would keep the thread from sleeping and close the files it touches.
        Thread.interrupted();
    }
}
