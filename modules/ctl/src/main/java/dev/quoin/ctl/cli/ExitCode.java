package dev.quoin.ctl.cli;

/** The exit codes of etcdctl. */
public final class ExitCode {
    /** The command failed. */
    public static final int ERROR = 1;

    /** There is no connection, or the cluster does not let this user in. */
    public static final int BAD_CONNECTION = 2;

    /** What was typed into an interactive command is wrong. */
    public static final int INVALID_INPUT = 3;

    /** A flag has a value that is not supported. */
    public static final int BAD_FEATURE = 4;

    /** A stream ended before its time. */
    public static final int INTERRUPTED = 5;

    /** The arguments are wrong. */
    public static final int BAD_ARGUMENTS = 128;

    private ExitCode() {}
}
