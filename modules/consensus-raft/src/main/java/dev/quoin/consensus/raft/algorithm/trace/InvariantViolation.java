package dev.quoin.consensus.raft.algorithm.trace;

/**
 * Something that cannot be, unless storage lost what it had acknowledged or a caller broke the contract. The member
 * must not be used any more: going on could lose what the cluster has promised.
 */
public final class InvariantViolation extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** With what was found, and where. */
    public InvariantViolation(String message) {
        super(message);
    }
}
