package dev.quoin.core.watch;

import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Clock;
import dev.quoin.api.host.Disk;
import dev.quoin.api.host.Host;
import dev.quoin.api.host.Meters;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/** Agents that are real threads, for what only real threads can show. Timers never come due, and there is no disk. */
final class ThreadsHost implements Host {
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** What ended a task, if any did. */
    Throwable failure() {
        return failure.get();
    }

    @Override
    public Clock clock() {
        throw new UnsupportedOperationException();
    }

    @Override
    public RandomGenerator random(String purpose) {
        return new SplittableRandom(1);
    }

    @Override
    public RandomGenerator secrets() {
        return random("secrets");
    }

    @Override
    public Disk disk() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Agent startAgent(String name, int inboxCapacity, Runnable afterBatch) {
        return new ThreadAgent(name, inboxCapacity, afterBatch);
    }

    @Override
    public Meters meters() {
        return Meters.NONE;
    }

    @Override
    public void fatal(String reason, Throwable cause) {
        failure.compareAndSet(null, cause);
    }

    private final class ThreadAgent implements Agent {
        private final BlockingQueue<Runnable> inbox;
        private final Runnable afterBatch;
        private final Thread thread;
        private volatile boolean closing;

        ThreadAgent(String name, int capacity, Runnable afterBatch) {
            this.inbox = new ArrayBlockingQueue<>(capacity);
            this.afterBatch = afterBatch;
            this.thread = Thread.ofPlatform().name(name).daemon(true).start(this::live);
        }

        private void live() {
            try {
                while (!closing || !inbox.isEmpty()) {
                    runBatch();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Throwable e) {
                fatal(name(), e);
            }
        }

        private void runBatch() throws InterruptedException {
            List<Runnable> batch = new ArrayList<>();
            batch.add(inbox.take());
            inbox.drainTo(batch);
            batch.forEach(Runnable::run);
            afterBatch.run();
        }

        @Override
        public String name() {
            return thread.getName();
        }

        @Override
        public boolean offer(Runnable task) {
            return !closing && inbox.offer(task);
        }

        @Override
        public Timer schedule(long delayNanos, Runnable task) {
            return () -> {};
        }

        @Override
        public boolean isCurrent() {
            return Thread.currentThread() == thread;
        }

        @Override
        public void close() {
            try {
                closing = true;
                inbox.put(() -> {});
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
