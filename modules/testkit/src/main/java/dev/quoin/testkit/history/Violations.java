package dev.quoin.testkit.history;

import java.util.function.Supplier;

/** Takes what checkers find. */
@FunctionalInterface
public interface Violations {
    /** A promise was broken; what follows in the same run means nothing any more. */
    void found(String what);

    /** Reports a violation unless something holds. */
    default void require(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            found(otherwise.get());
        }
    }
}
