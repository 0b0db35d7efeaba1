package dev.quoin.core.auth.gate;

import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import dev.quoin.api.transport.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Holds back calls whose token comes from a login that this member has not applied yet: the client logged in with another
 * member a moment ago. They go on when it is applied, or when their time is up, and then are served as they are. Safe for use
 * by any thread.
 */
public final class ArrivingTokens implements AutoCloseable {
    private static final int MAX_WAITING = 4096;
    private static final long LOOK_NANOS = 200_000_000L;

    private final Gate gate;
    private final LongSupplier applied;
    private final Host host;
    private final long timeoutNanos;
    private final Agent agent;
    private volatile boolean anybody;
    private List<Waiting> waiting = new ArrayList<>();

    /**
     * Nobody waits yet.
     *
     * @param applied the index up to which this member has applied the log
     * @param timeoutNanos how long a call may be held back
     */
    public ArrivingTokens(Gate gate, LongSupplier applied, Host host, long timeoutNanos) {
        this.gate = gate;
        this.applied = applied;
        this.host = host;
        this.timeoutNanos = timeoutNanos;
        this.agent = host.startAgent("auth-arrivals", 16, () -> {});
    }

    /** Whether a call's token may become known. */
    public boolean isOnItsWay(Call call) {
        return Long.compareUnsigned(gate.knownFrom(call), applied.getAsLong()) > 0;
    }

    /**
     * Runs a task on a call's event loop once its token can be known.
     *
     * @return false when too many wait; the task will not run
     */
    public boolean await(Call call, Runnable task) {
        Waiting one = new Waiting(call, gate.knownFrom(call), host.clock().nanoTime() + timeoutNanos, task);
        synchronized (this) {
            if (waiting.size() >= MAX_WAITING) {
                return false;
            }
            waiting.add(one);
            if (!anybody) {
                anybody = true;
                agent.schedule(LOOK_NANOS, this::look);
            }
        }
        // It may have been applied in between.
        applied();
        return true;
    }

    /** Entries were applied. */
    public void applied() {
        if (anybody) {
            release();
        }
    }

    private void look() {
        release();
        synchronized (this) {
            if (anybody) {
                agent.schedule(LOOK_NANOS, this::look);
            }
        }
    }

    private void release() {
        long index = applied.getAsLong();
        long now = host.clock().nanoTime();
        List<Waiting> go = new ArrayList<>();
        synchronized (this) {
            List<Waiting> stay = new ArrayList<>();
            waiting.forEach(one -> (one.isOver(index, now) ? go : stay).add(one));
            waiting = stay;
            anybody = !stay.isEmpty();
        }
        go.forEach(one -> one.call.loop().execute(one.task));
    }

    @Override
    public void close() {
        agent.close();
    }

    private record Waiting(Call call, long from, long deadline, Runnable task) {
        boolean isOver(long index, long now) {
            return Long.compareUnsigned(from, index) <= 0 || now - deadline > 0;
        }
    }
}
