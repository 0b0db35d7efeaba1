package dev.quoin.testkit.host;

import org.jspecify.annotations.Nullable;

/** Unwinds the code of a simulated process that has ended. Nothing in the code under test may catch it. */
public final class ProcessEnded extends Error {
    private static final long serialVersionUID = 1L;

    /** With the reason. */
    public ProcessEnded(String reason) {
        this(reason, null);
    }

    /** With the reason and what lies below. */
    public ProcessEnded(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
