package dev.quoin.testkit.host;

import org.jspecify.annotations.Nullable;

/** Unwinds the code of a simulated process that has ended. Nothing in the code under test may catch it. */
public final class ProcessEnded extends Error {
    private static final long serialVersionUID = 1L;

    /** Ends the process for a reason. */
    public ProcessEnded(String reason) {
        this(reason, null);
    }

    /** Ends the process for a reason with a cause. */
    public ProcessEnded(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
