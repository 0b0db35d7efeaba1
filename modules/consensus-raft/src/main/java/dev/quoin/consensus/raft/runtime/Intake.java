package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.host.Agent;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jctools.queues.MpscArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue from many threads to one agent. However much waits in it, it takes one place in the agent's inbox, so
 * that it never crowds out what the engine's own threads report.
 */
final class Intake<T extends Object> {
    private final MpscArrayQueue<T> queue;
    private final int capacity;
    private final long maxWeight;
    private final ToLongFunction<T> weigher;
    private final AtomicLong weight = new AtomicLong();
    private final Agent agent;
    private final Consumer<T> onAgent;
    private final Consumer<T> onStopped;
    private final AtomicBoolean announced = new AtomicBoolean();
    private final Runnable drain = this::drain;
    private volatile boolean stopped;

    /**
     * Makes a queue to an agent, bounded by the number of its items.
     *
     * @param onAgent takes each item, on the agent
     * @param onStopped takes each item that came too late, on any thread
     */
    Intake(int capacity, Agent agent, Consumer<T> onAgent, Consumer<T> onStopped) {
        this(capacity, Long.MAX_VALUE, item -> 0, agent, onAgent, onStopped);
    }

    /**
     * Makes a queue to an agent, bounded by the number of its items and by their weight.
     *
     * @param maxWeight the most that the items in the queue may weigh together
     * @param weigher weighs an item, always with the same result
     */
    Intake(
            int capacity,
            long maxWeight,
            ToLongFunction<T> weigher,
            Agent agent,
            Consumer<T> onAgent,
            Consumer<T> onStopped) {
        this.queue = new MpscArrayQueue<>(Math.max(2, capacity));
        this.capacity = capacity;
        this.maxWeight = maxWeight;
        this.weigher = weigher;
        this.agent = agent;
        this.onAgent = onAgent;
        this.onStopped = onStopped;
    }

    /** Any thread. Returns false if the queue is full. */
    boolean offer(T item) {
        if (!add(item)) {
            return false;
        }
        if (!announced.get() && announced.compareAndSet(false, true)) {
            agent.offer(drain);
        }
        if (stopped) {
            turnAway();
        }
        return true;
    }

    private boolean add(T item) {
        long own = weigher.applyAsLong(item);
        if (weight.addAndGet(own) <= maxWeight && queue.offerIfBelowThreshold(item, capacity)) {
            return true;
        }
        weight.addAndGet(-own);
        return false;
    }

    private @Nullable T poll() {
        T item = queue.poll();
        if (item != null) {
            weight.addAndGet(-weigher.applyAsLong(item));
        }
        return item;
    }

    /** The agent has ended: whatever is here or still comes is turned away. */
    void stop() {
        stopped = true;
        turnAway();
    }

    private void drain() {
        // Whoever adds something from here on announces it again.
        announced.set(false);
        for (int i = 0; i < capacity; i++) {
            T item = poll();
            if (item == null) {
                return;
            }
            onAgent.accept(item);
        }
        if (!queue.isEmpty() && announced.compareAndSet(false, true)) {
            agent.offer(drain);
        }
    }

    private synchronized void turnAway() {
        for (T item = poll(); item != null; item = poll()) {
            onStopped.accept(item);
        }
    }
}
