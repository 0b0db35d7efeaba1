package dev.quoin.core.apply;

/** Waits for the outcome of a request it proposed. Called once, on whatever thread knows first; must not block. */
@FunctionalInterface
public interface Waiter {
    /** The outcome. */
    void done(Outcome outcome);
}
