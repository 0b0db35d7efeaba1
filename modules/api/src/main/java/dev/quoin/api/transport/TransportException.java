package dev.quoin.api.transport;

/** A transport could not do what it was asked. The message is one line that names the URL. */
public final class TransportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the line to show. */
    public TransportException(String message) {
        super(message);
    }

    /** With the line to show and what lies below. */
    public TransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
