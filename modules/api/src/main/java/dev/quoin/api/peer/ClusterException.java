package dev.quoin.api.peer;

/** A consensus engine could not do what it was asked. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** There is no leader now. */
        NO_LEADER,
        /** Leadership was lost or is being handed over; whether the command will be applied is certain only in a drop. */
        LEADER_CHANGED,
        /** A queue is full. */
        OVERLOADED,
        /** The state machine vetoed the membership change. */
        REJECTED,
        /** Another membership change has not ended yet. */
        CHANGE_PENDING,
        /** The transferee is not a voter of the membership, or did not take over in time. */
        BAD_TRANSFEREE,
        /** A time limit ran out. */
        TIMEOUT,
        /** The engine has stopped. */
        STOPPED,
        /** The log is damaged or foreign. */
        CORRUPT,
        /** The operating system refused: permission, full disk, I/O error. */
        IO
    }

    private final Reason reason;

    /** With a one-line message. */
    public ClusterException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** With a one-line message and what lies below. */
    public ClusterException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
