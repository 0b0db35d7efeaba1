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
        int start = next.getAndIncrement();
        for (int i = 0; i < agents.size(); i++) {
            if (agents.get(Math.floorMod(start + i, agents.size())).offer(read)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        agents.forEach(Agent::close);
    }
}
