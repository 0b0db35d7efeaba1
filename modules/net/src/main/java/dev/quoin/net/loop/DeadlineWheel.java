package dev.quoin.net.loop;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of the calls of one event loop, a hashed timing wheel. Nearly every call has a deadline and nearly none reaches it, so adding and
 * removing must cost next to nothing; that a deadline is noticed up to {@value #TICK_MILLIS} ms late does not matter, since clients watch their own.
 * With no deadline to watch no timer runs. On the event loop only.
 */
public final class DeadlineWheel {
    private static final int TICK_MILLIS = 16;
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
    private static final int SLOTS = 256;

    private final EventLoop loop;
    private final @Nullable Entry[] slots = new @Nullable Entry[SLOTS];
    private final long origin = System.nanoTime();
    private int size;
    /** Every slot up to this tick has been looked at. */
    private long seen;

    private long armedFor = Long.MAX_VALUE;
    private @Nullable Future<?> timer;

    /** For this loop. */
    public DeadlineWheel(EventLoop loop) {
        this.loop = loop;
    }

    /** Watches a deadline. */
    public Entry add(long deadlineNanos, Runnable expired) {
        if (size == 0) {
            seen = tickOf(System.nanoTime());
        }
        // Rounded up, and never a slot that was looked at already.
        Entry entry = new Entry(this, Math.max(tickOf(deadlineNanos) + 1, seen + 1), expired);
        int slot = (int) (entry.tick % SLOTS);
        Entry head = slots[slot];
        entry.next = head;
        if (head != null) {
            head.previous = entry;
        }
        slots[slot] = entry;
        size++;
        arm(Math.min(entry.tick, seen + SLOTS));
        return entry;
    }

    private long tickOf(long nanos) {
        return (nanos - origin) / TICK;
    }

    private void arm(long tick) {
        if (tick >= armedFor) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        armedFor = tick;
        long delay = origin + tick * TICK - System.nanoTime();
        timer = loop.schedule(this::turn, Math.max(delay, 0), TimeUnit.NANOSECONDS);
    }

    private void turn() {
        timer = null;
        armedFor = Long.MAX_VALUE;
        long now = tickOf(System.nanoTime());
        for (long tick = Math.max(seen + 1, now - SLOTS + 1); tick <= now; tick++) {
            seen = tick;
            expire((int) (tick % SLOTS), now);
        }
        if (size > 0) {
            arm(nextUsed());
        }
    }

    private void expire(int slot, long now) {
        Entry entry = slots[slot];
        while (entry != null) {
            Entry next = entry.next;
            if (entry.tick <= now) {
                entry.cancel();
                entry.expired.run();
            }
            // A task that ran may have removed the next one, which then leads nowhere: look at the slot anew.
            entry = next != null && next.removed ? slots[slot] : next;
        }
    }

    private long nextUsed() {
        long tick = seen + 1;
        while (tick < seen + SLOTS && slots[(int) (tick % SLOTS)] == null) {
            tick++;
        }
        return tick;
    }

    /** One deadline. */
    public static final class Entry {
        private final DeadlineWheel wheel;
        private final long tick;
        private final Runnable expired;
        private @Nullable Entry previous;
        private @Nullable Entry next;
        private boolean removed;

        private Entry(DeadlineWheel wheel, long tick, Runnable expired) {
            this.wheel = wheel;
            this.tick = tick;
            this.expired = expired;
        }

        /** Stops watching; may be repeated. */
        public void cancel() {
            if (removed) {
                return;
            }
            removed = true;
            if (previous == null) {
                wheel.slots[(int) (tick % SLOTS)] = next;
            } else {
                previous.next = next;
            }
            if (next != null) {
                next.previous = previous;
            }
            wheel.size--;
        }
    }
}
