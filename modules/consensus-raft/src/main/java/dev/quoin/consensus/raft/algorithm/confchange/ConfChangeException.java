package dev.quoin.consensus.raft.algorithm.confchange;

/**
 * A change that cannot be read, or that does not lead from the configuration in force to a valid one. Nothing has
 * changed.
 */
public final class ConfChangeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** With what is wrong. */
    public ConfChangeException(String message) {
        super(message);
    }
}
