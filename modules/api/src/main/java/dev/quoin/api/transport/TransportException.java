package dev.quoin.api.transport;

/**
 * The failure of a transport. The message is one line that names the URL and the reason. It is shown to the operator as
 * it is.
 */
public final class TransportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes a failure with a message of one line. */
    public TransportException(String message) {
        super(message);
    }

    /** Makes a failure with a message of one line and its cause. */
    public TransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
