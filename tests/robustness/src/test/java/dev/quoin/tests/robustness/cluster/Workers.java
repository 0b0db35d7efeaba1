package dev.quoin.tests.robustness.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Threads that each repeat a step until told to end, and the first thing that went wrong in one of them. */
final class Workers implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Throwable> wrong = new AtomicReference<>();
    private volatile boolean ending;

    void begin(String name, Runnable step) {
        threads.add(Thread.ofPlatform().name("load-" + name).start(() -> {
            try {
                while (!ending) {
                    step.run();
                }
            } catch (Throwable e) {
                wrong.compareAndSet(null, e);
            }
        }));
    }

    /** @throws AssertionError if something went wrong */
    void check() {
        if (wrong.get() != null) {
            throw new AssertionError("a client found something wrong", wrong.get());
        }
    }

    /** Ends them, each after its present step. */
    @Override
    public void close() {
        ending = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while ending " + thread.getName(), e);
            }
        }
        threads.clear();
    }
}
