package dev.quoin.ctl.cli;

/** A command line that cannot be read. The usage of the command follows the message. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message, null, false, false);
    }
}
