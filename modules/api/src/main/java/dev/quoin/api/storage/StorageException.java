package dev.quoin.api.storage;

/** The failure of a storage engine. The message is one line, and names the file when the failure concerns one. */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The kinds of failure, which differ in what an operator can do about them. */
    public enum Kind {
        /** A file is damaged, missing, or not what it should be. */
        CORRUPT,
        /** The disk is full, or a configured bound was reached. */
        FULL,
        /** The store has another owner, in this process or another. */
        LOCKED,
        /** The operating system refused: permission, read-only, I/O error. */
        IO,
        /** The store, view, cursor or transaction was used after its end. */
        CLOSED
    }

    private final Kind kind;

    /** Makes a failure with a message of one line. */
    public StorageException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Makes a failure with a message of one line and its cause. */
    public StorageException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Returns the kind of this failure. */
    public Kind kind() {
        return kind;
    }
}
