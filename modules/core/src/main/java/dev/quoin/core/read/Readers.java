package dev.quoin.core.read;

import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads for reads that are too long for an event loop. Each has a bounded inbox; a full one is an answer. Safe for use by any thread. */
public final class Readers implements AutoCloseable {
    private static final int INBOX = 1024;

    private final List<Agent> agents = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    /** Reads that were accepted and have not begun. */
    private final AtomicInteger waiting = new AtomicInteger();

    /** Starts some threads. */
    public Readers(Host host, int threads) {
        for (int i = 0; i < threads; i++) {
            agents.add(host.startAgent("reader-" + i, INBOX, () -> {}));
        }
    }

    /**
     * Hands a read, or its next slice, to one of the threads.
     *
     * @return false when too many wait
     */
    public boolean offer(Runnable read) {
        waiting.incrementAndGet();
        Runnable task = () -> {
            waiting.decrementAndGet();
            read.run();
        };
        int start = next.getAndIncrement();
        for (int i = 0; i < agents.size(); i++) {
            if (agents.get(Math.floorMod(start + i, agents.size())).offer(task)) {
                return true;
            }
        }
        waiting.decrementAndGet();
        return false;
    }

    /** Whether reads wait for a thread, so that a long one should let them have its own. */
    public boolean othersWait() {
        return waiting.get() > 0;
    }

    @Override
    public void close() {
        agents.forEach(Agent::close);
    }
}
