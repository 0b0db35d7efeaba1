package dev.quoin.core.propose;

import dev.quoin.core.answer.Outcome;

/** Waits for the outcome of a request it proposed. Called once, on whatever thread knows first; must not block. */
@FunctionalInterface
public interface Waiter {
    /** The outcome. */
    void done(Outcome outcome);
}
