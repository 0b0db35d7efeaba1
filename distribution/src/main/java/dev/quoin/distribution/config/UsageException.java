package dev.quoin.distribution.config;

/** Arguments that cannot be understood. The message is one line; the process ends with code 2, as etcd's does. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the line to show. */
    public UsageException(String message) {
        super(message);
    }
}
