package dev.quoin.core.upkeep;

import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Clock;
import dev.quoin.api.host.Host;
import dev.quoin.core.store.Compaction;
import dev.quoin.core.store.Store;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that removes what compactions gave up, a small step at a time, so that writes go on in between. */
public final class Compactor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);
    private static final int INBOX = 1024;
    /** A step holds up writes for well under a millisecond. */
    private static final int ROWS_A_STEP = 100;

    /** While others write, it rests so many times as long as a step took, so that they find the store, and a core, free most of the time. */
    private static final int REST = 6;

    /** Others write while their last commit is not longer ago than this, in nanoseconds. */
    private static final long BUSY = 100_000_000L;

    private final Clock clock;
    private final Store store;
    private volatile Compaction compaction;
    private final Agent agent;
    private final List<Waiting> waiting = new ArrayList<>();
    private long begun = -1;
    private volatile long lastCommit;

    public Compactor(Host host, Store store) {
        this.clock = host.clock();
        this.lastCommit = clock.nanoTime() - BUSY;
        this.store = store;
        this.compaction = new Compaction(store, ROWS_A_STEP, clock);
        this.agent = host.startAgent("compactor", INBOX, () -> {});
    }

    /** Goes on with what an earlier run left. */
    public void start() {
        agent.offer(this::step);
    }

    /** Something was committed, perhaps a compaction; any thread. */
    public void committed() {
        lastCommit = clock.nanoTime();
        if (compaction.isPending() && store.compacted() != begun) {
            begun = store.compacted();
            agent.offer(this::step);
        }
    }

    /** The store was replaced by another; any thread. */
    public void storeReplaced() {
        agent.offer(() -> {
            compaction = new Compaction(store, ROWS_A_STEP, clock);
            step();
        });
    }

    /** Runs a task once all that was given up at a revision is removed; any thread. */
    public void whenRemoved(long revision, Runnable task) {
        boolean accepted = agent.offer(() -> {
            waiting.add(new Waiting(revision, task));
            tell();
        });
        if (!accepted) {
            task.run();
        }
    }

    private void step() {
        if (compaction.isPending()) {
            boolean done = compaction.step();
            tell();
            if (done) {
                LOG.atInfo()
                        .addKeyValue("compact-revision", store.compactedDone())
                        .log("finished scheduled compaction");
            } else {
                agent.schedule(rest(), this::step);
            }
        }
    }

    private long rest() {
        return clock.nanoTime() - lastCommit < BUSY ? REST * compaction.stepNanos() : 0;
    }

    private void tell() {
        waiting.removeIf(one -> {
            boolean removed = store.compactedDone() >= one.revision;
            if (removed) {
                one.task.run();
            }
            return removed;
        });
    }

    @Override
    public void close() {
        agent.close();
    }

    private record Waiting(long revision, Runnable task) {}
}
