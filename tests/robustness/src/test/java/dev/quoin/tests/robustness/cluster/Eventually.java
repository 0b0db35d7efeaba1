package dev.quoin.tests.robustness.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition that only asking can find out. */
final class Eventually {
    /** Longer than anything that is waited for takes on a slow machine. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long PAUSE_NANOS = 20_000_000;

    private Eventually() {}

    static void until(String what, BooleanSupplier condition) {
        until(what, PATIENCE, condition);
    }

    static void until(String what, Duration patience, BooleanSupplier condition) {
        get(what, patience, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /**
     * Asks until there is an answer.
     *
     * @throws AssertionError that says what was waited for, if it does not come
     */
    static <T> T get(String what, Duration patience, Supplier<Optional<T>> question) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it did not come within " + patience + ": " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
