package dev.quoin.net.loop;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What other threads have for one event loop. Many tasks in a row cost one wake-up, and connections that they write to are flushed once, after
 * all of them.
 *
 * <p>The queue has no bound of its own because what waits in it has one already: an answer belongs to a call under way, of which each connection
 * may have a limited number, and streams are told by {@code isReady} to pause. A bound here could only block the caller, which may be another loop.
 */
public final class LoopQueue implements Executor {
    /** After so many tasks the loop looks at its sockets again. */
    private static final int BATCH = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(LoopQueue.class);

    private final EventLoop eventLoop;
    private final MpscUnboundedAtomicArrayQueue<Runnable> tasks = new MpscUnboundedAtomicArrayQueue<>(1024);
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Runnable drain = this::drain;
    private final DeadlineWheel deadlines;

    // Of the event loop alone.
    private final ArrayList<Flushable> touched = new ArrayList<>();
    private boolean draining;
    private boolean flushScheduled;

    /** For this loop. */
    public LoopQueue(EventLoop eventLoop) {
        this.eventLoop = eventLoop;
        deadlines = new DeadlineWheel(eventLoop);
    }

    /** The deadlines of the calls on this loop; on the loop only. */
    public DeadlineWheel deadlines() {
        return deadlines;
    }

    /** The loop. */
    public EventLoop eventLoop() {
        return eventLoop;
    }

    /** Whether the caller is the loop. */
    public boolean isCurrent() {
        return eventLoop.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        tasks.offer(task);
        wake();
    }

    private void wake() {
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            try {
                eventLoop.execute(drain);
            } catch (RejectedExecutionException e) {
                // The loop has ended, and every connection with it: there is nobody left to answer. It is not woken
                // again.
                LOG.debug("a task came after the end of its event loop");
            }
        }
    }

    private void drain() {
        draining = true;
        try {
            @Nullable Runnable task;
            for (int n = 0; n < BATCH && (task = tasks.poll()) != null; n++) {
                runOne(task);
            }
        } finally {
            draining = false;
        }
        flushTouched();
        scheduled.set(false);
        if (!tasks.isEmpty()) {
            wake();
        }
    }

    private static void runOne(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a task on an event loop failed", e);
        }
    }

    /** Asks for a flush after the work at hand; on the event loop. */
    public void touched(Flushable written) {
        touched.add(written);
        if (!draining && !flushScheduled) {
            flushScheduled = true;
            eventLoop.execute(this::flushTouched);
        }
    }

    private void flushTouched() {
        flushScheduled = false;
        // By index: a flush may make others ready to be flushed.
        for (int i = 0; i < touched.size(); i++) {
            try {
                touched.get(i).flush();
            } catch (RuntimeException e) {
                LOG.error("flushing a connection failed", e);
            }
        }
        touched.clear();
    }
}
