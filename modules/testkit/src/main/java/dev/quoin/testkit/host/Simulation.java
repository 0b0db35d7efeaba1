package dev.quoin.testkit.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A simulation: one thread, one virtual time, one seed, and any number of {@link SimHost}s. Things happen only inside
 * the {@code run} methods. There agents with work take turns, one task at a time, in an order that the seed decides.
 * Time stands still while any agent has work.
 */
public final class Simulation {
    /** Virtual time without end: a test that runs into this much work hangs. */
    private static final long MAX_STEPS_PER_RUN = 50_000_000;

    private final long seed;
    private final SplittableRandom order;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<SimAgent> ready = new ArrayList<>();
    private long now;
    private long sequence;
    private long pendingWork;
    private long fingerprint;
    private @Nullable SimAgent running;
    /** The time that the running task has waited for a disk. All else takes no time. */
    private long debt;

    private @Nullable AssertionError failure;

    /** A simulation at time zero. */
    public Simulation(long seed) {
        this.seed = seed;
        this.order = new SplittableRandom(seed);
    }

    /** Something that happens at a time; timers alone do not keep {@link #runUntilIdle} going. */
    final class Event implements Comparable<Event> {
        private final long time;
        private final long number = sequence++;
        private final boolean timer;
        private @Nullable Runnable action;

        Event(long time, boolean timer, Runnable action) {
            this.time = time;
            this.timer = timer;
            this.action = action;
            pendingWork += timer ? 0 : 1;
            events.add(this);
        }

        void cancel() {
            if (action != null) {
                action = null;
                pendingWork -= timer ? 0 : 1;
            }
        }

        @Override
        public int compareTo(Event other) {
            return time != other.time ? Long.compare(time, other.time) : Long.compare(number, other.number);
        }
    }

    /** The seed that everything follows from. */
    public long seed() {
        return seed;
    }

    /** A source of randomness for one purpose of the test itself. */
    public RandomGenerator random(String purpose) {
        return new SplittableRandom(mix(seed, purpose.hashCode()));
    }

    /** Nanoseconds since the beginning, as the running task sees them. */
    public long now() {
        return now + debt;
    }

    /** Lets something happen later, outside of any agent: a message arrives, the test intervenes. */
    public void after(Duration delay, Runnable action) {
        event(now() + delay.toNanos(), false, action);
    }

    /** A number that two runs share only if the same agents ran in the same order at the same times. */
    public long fingerprint() {
        return fingerprint;
    }

    /** Runs until nobody has work and nothing is under way; timers that lie further ahead do not count. */
    public void runUntilIdle() {
        run(() -> ready.isEmpty() && pendingWork == 0, Long.MAX_VALUE);
    }

    /** Runs everything that happens within a span of time. */
    public void runFor(Duration span) {
        long end = now + span.toNanos();
        run(() -> false, end);
        now = Math.max(now, end);
    }

    /** Runs until something holds; fails the test when it does not within a span of time. */
    public void runUntil(String what, BooleanSupplier condition, Duration limit) {
        if (!run(condition, now + limit.toNanos())) {
            throw new AssertionError("seed " + seed + ": not within " + limit.toMillis() + " ms: " + what);
        }
    }

    private boolean run(BooleanSupplier until, long end) {
        if (running != null) {
            throw new IllegalStateException("run from within the simulation");
        }
        for (long steps = 0; !until.getAsBoolean(); steps++) {
            if (steps > MAX_STEPS_PER_RUN) {
                throw new AssertionError("seed " + seed + ": no end in sight at " + now + " ns");
            }
            if (!step(end)) {
                return until.getAsBoolean();
            }
            throwFailure();
        }
        return true;
    }

    private boolean step(long end) {
        Event next = events.peek();
        if (next != null && next.time <= now) {
            fire();
        } else if (!ready.isEmpty()) {
            turn(ready.get(order.nextInt(ready.size())));
        } else if (next != null && next.time <= end) {
            now = next.time;
        } else {
            return false;
        }
        return true;
    }

    private void fire() {
        Event event = events.remove();
        Runnable action = event.action;
        if (action != null) {
            event.cancel();
            guarded(action);
        }
    }

    /** Lets an agent run one task; also from within another agent's task, when that one waits for this one to end. */
    void turn(SimAgent agent) {
        SimAgent before = running;
        long debtBefore = debt;
        running = agent;
        debt = 0;
        fingerprint = mix(mix(fingerprint, now), agent.name().hashCode());
        try {
            guarded(agent::runOne);
        } finally {
            agent.restFor(debt);
            debt = debtBefore;
            running = before;
        }
    }

    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (ProcessEnded ended) {
            // The host took note of how it ended.
        }
    }

    Event event(long time, boolean timer, Runnable action) {
        return new Event(time, timer, action);
    }

    void setReady(SimAgent agent, boolean on) {
        if (on) {
            ready.add(agent);
        } else {
            ready.remove(agent);
        }
    }

    @Nullable
    SimAgent running() {
        return running;
    }

    /** The time at which the running task began. */
    long currentInstant() {
        return now;
    }

    boolean hasDebt() {
        return debt > 0;
    }

    void takeTime(long nanos) {
        if (running != null) {
            debt += nanos;
        }
    }

    /**
     * Fails the test once the present step is over; for checks made from within the code under test, which must not see
     * the exception.
     */
    public void runFailed(AssertionError cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    private void throwFailure() {
        AssertionError cause = failure;
        failure = null;
        if (cause != null) {
            throw cause;
        }
    }

    /** Mixes two numbers into one that looks random (the finaliser of SplitMix64). */
    static long mix(long a, long b) {
        long z = (a + 0x9e3779b97f4a7c15L) ^ (b * 0xbf58476d1ce4e5b9L);
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
