package dev.quoin.tests.robustness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The times at which requests of a kind failed, and whether they may have. A test says when it begins to take the leader away and when it has
 * done so; from the one, until the first request succeeds that was begun after the other, is an election gap. Attempts that fail must have
 * overlapped with one.
 */
final class Gaps {
    /** Much more than an election takes: it is for the test to end, not to measure the machine. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final String what;
    private final List<Gap> gaps = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private long succeeded;
    private long takenAt = Long.MAX_VALUE;

    /** An end of 0 is still to come. */
    private record Gap(String cause, long from, long to) {
        boolean touches(Failure failure) {
            return failure.to >= from && (to == 0 || failure.from <= to);
        }
    }

    private record Failure(String where, String told, long from, long to) {}

    Gaps(String what) {
        this.what = what;
    }

    /** The leader is about to be taken away. */
    synchronized void begin(String cause) {
        takenAt = Long.MAX_VALUE;
        gaps.add(new Gap(cause, System.nanoTime(), 0));
    }

    synchronized void succeeded(long begunAt) {
        succeeded++;
        if (begunAt >= takenAt) {
            Gap last = gaps.removeLast();
            gaps.add(new Gap(last.cause, last.from, System.nanoTime()));
            takenAt = Long.MAX_VALUE;
            notifyAll();
        }
    }

    synchronized void failed(String where, String told, long begunAt) {
        failures.add(new Failure(where, told, begunAt, System.nanoTime()));
    }

    /** The leader is gone. */
    synchronized void taken() {
        takenAt = System.nanoTime();
    }

    /**
     * Waits until requests succeed again.
     *
     * @return how long the gap was
     */
    synchronized Duration awaitEnd() {
        Gap last = gaps.getLast();
        while (last.to == 0) {
            long left = LONGEST.toNanos() - (System.nanoTime() - last.from);
            if (left <= 0) {
                throw new AssertionError(
                        what + " did not go on within " + LONGEST + " of: " + last.cause + "; " + failures);
            }
            pause(left);
            last = gaps.getLast();
        }
        return Duration.ofNanos(last.to - last.from);
    }

    /** Nothing failed outside of the gaps, and something succeeded. */
    synchronized void verify() {
        assertThat(succeeded).as(what + " that succeeded").isPositive();
        assertThat(failures.stream()
                        .filter(failure -> gaps.stream().noneMatch(gap -> gap.touches(failure)))
                        .toList())
                .as(what + " that failed although nothing was the matter")
                .isEmpty();
    }

    synchronized String summary() {
        return what + ": " + succeeded + " succeeded, " + failures.size() + " attempts failed, gaps "
                + gaps.stream().map(Gaps::shown).toList();
    }

    private static String shown(Gap gap) {
        return gap.cause + " "
                + Optional.of(gap.to)
                        .filter(to -> to > 0)
                        .map(to -> TimeUnit.NANOSECONDS.toMillis(to - gap.from) + " ms")
                        .orElse("open");
    }

    private void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what, e);
        }
    }
}
