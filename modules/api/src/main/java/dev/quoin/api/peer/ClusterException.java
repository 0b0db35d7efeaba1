package dev.quoin.api.peer;

/** The failure of a consensus engine or of the links between members. The message is one line. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The reasons of a failure. */
    public enum Reason {
        /** Nobody leads now. Nothing was done. */
        NO_LEADER,
        /**
         * Leadership was lost, or is being handed over. Only a drop says for certain that a command will not be
         * applied.
         */
        LEADER_CHANGED,
        /** A queue is full. Nothing was done. */
        OVERLOADED,
        /** The state machine vetoed the membership change, or another member refused a question. */
        REJECTED,
        /** Another membership change has not ended yet. Nothing was done. */
        CHANGE_PENDING,
        /** The member is no voter, or did not begin to lead in time. */
        BAD_TRANSFEREE,
        /** A time limit ran out. The outcome is unknown. */
        TIMEOUT,
        /** The engine has stopped, or is stopping. */
        STOPPED,
        /** The log is damaged, or belongs to another member or cluster. */
        CORRUPT,
        /** The operating system refused (permission, full disk, I/O error), or a member could not be reached. */
        IO,
        /** The engine does not offer what it was asked for. Nothing was done. */
        UNSUPPORTED
    }

    private final Reason reason;

    /** Makes a failure with a message of one line. */
    public ClusterException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Makes a failure with a message of one line and its cause. */
    public ClusterException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Returns the reason of this failure. */
    public Reason reason() {
        return reason;
    }
}
