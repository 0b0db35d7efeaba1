package dev.quoin.api.storage;

/** A storage engine could not do what it was asked. The message is one line that names the file where one is concerned. */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What an operator can do about it differs by kind. */
    public enum Kind {
        /** A file is damaged or is not what it should be. */
        CORRUPT,
        /** The disk or a configured bound is full. */
        FULL,
        /** Another process holds the store. */
        LOCKED,
        /** The operating system refused: permission, read-only, I/O error. */
        IO,
        /** Used after close. */
        CLOSED
    }

    private final Kind kind;

    /** With a one-line message. */
    public StorageException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** With a one-line message and what lies below. */
    public StorageException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** The kind. */
    public Kind kind() {
        return kind;
    }
}
