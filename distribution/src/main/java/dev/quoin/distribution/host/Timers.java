package dev.quoin.distribution.host;

import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Clock;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The timers of one agent: added and cancelled by any thread, run by the agent's. The next due time can be read without the lock. */
final class Timers {
    /** Far enough to mean never, near enough that differences to it do not overflow. */
    private static final long NEVER_NANOS = Long.MAX_VALUE / 4;

    private final AtomicLong numbers = new AtomicLong();
    private final TreeSet<Entry> entries = new TreeSet<>();
    private volatile boolean any;
    private volatile long nextDue;

    private final class Entry implements Agent.Timer, Comparable<Entry> {
        private final long due;
        private final long number = numbers.incrementAndGet();
        private final Runnable task;

        Entry(long due, Runnable task) {
            this.due = due;
            this.task = task;
        }

        @Override
        public void cancel() {
            synchronized (entries) {
                if (entries.remove(this)) {
                    publish();
                }
            }
        }

        @Override
        public int compareTo(Entry other) {
            // The clock may wrap: only differences of its values mean something.
            return due != other.due ? Long.signum(due - other.due) : Long.compare(number, other.number);
        }
    }

    Agent.Timer add(long due, Runnable task) {
        Entry entry = new Entry(due, task);
        synchronized (entries) {
            entries.add(entry);
            publish();
        }
        return entry;
    }

    /** Runs the timers that are due now, not those that they add. */
    boolean runDue(Clock clock) {
        if (!any) {
            return false;
        }
        long now = clock.nanoTime();
        if (nextDue - now > 0) {
            return false;
        }
        boolean ran = false;
        for (Entry entry; (entry = takeDue(now)) != null; ran = true) {
            entry.task.run();
        }
        return ran;
    }

    /** How long until the next one is due. */
    long nanosToNext(Clock clock) {
        return any ? nextDue - clock.nanoTime() : NEVER_NANOS;
    }

    private @Nullable Entry takeDue(long now) {
        synchronized (entries) {
            if (entries.isEmpty() || entries.first().due - now > 0) {
                return null;
            }
            Entry due = entries.pollFirst();
            publish();
            return due;
        }
    }

    private void publish() {
        if (!entries.isEmpty()) {
            nextDue = entries.first().due;
        }
        any = !entries.isEmpty();
    }
}
