package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.host.Agent;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jctools.queues.MpscArrayQueue;

/**
 * A bounded queue from many threads to one agent. However much waits in it, it takes one place in the agent's inbox, so that it never crowds
 * out what the engine's own threads report.
 */
final class Intake<T> {
    private final MpscArrayQueue<T> queue;
    private final int capacity;
    private final Agent agent;
    private final Consumer<T> onAgent;
    private final Consumer<T> onStopped;
    private final AtomicBoolean announced = new AtomicBoolean();
    private final Runnable drain = this::drain;
    private volatile boolean stopped;

    /**
     * For an agent.
     *
     * @param onAgent takes each item, on the agent
     * @param onStopped takes each item that came too late, on any thread
     */
    Intake(int capacity, Agent agent, Consumer<T> onAgent, Consumer<T> onStopped) {
        this.queue = new MpscArrayQueue<>(Math.max(2, capacity));
        this.capacity = capacity;
        this.agent = agent;
        this.onAgent = onAgent;
        this.onStopped = onStopped;
    }

    /** Any thread. Returns false if the queue is full. */
    boolean offer(T item) {
        if (!queue.offerIfBelowThreshold(item, capacity)) {
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

    /** The agent has ended: whatever is here or still comes is turned away. */
    void stop() {
        stopped = true;
        turnAway();
    }

    private void drain() {
        // Whoever adds something from here on announces it again.
        announced.set(false);
        for (int i = 0; i < capacity; i++) {
            T item = queue.poll();
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
        for (T item = queue.poll(); item != null; item = queue.poll()) {
            onStopped.accept(item);
        }
    }
}
