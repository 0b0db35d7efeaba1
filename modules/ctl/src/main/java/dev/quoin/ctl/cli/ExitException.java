package dev.quoin.ctl.cli;

import org.jspecify.annotations.Nullable;

/** The end of a run with an exit code, and with a message for standard error unless all was said before. */
public final class ExitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int code;
    private final @Nullable String text;

    private final boolean usage;

    private ExitException(int code, @Nullable String text, boolean usage) {
        super(text, null, false, false);
        this.code = code;
        this.text = text;
        this.usage = usage;
    }

    /** Ends the run with a message, a byte string. */
    public static ExitException of(int code, String text) {
        return new ExitException(code, text, false);
    }

    /** Wrong arguments. */
    public static ExitException badArguments(String text) {
        return of(ExitCode.BAD_ARGUMENTS, text);
    }

    /** A command line that is wrong: the usage of the command follows the message. */
    public static ExitException withUsage(String text) {
        return new ExitException(ExitCode.ERROR, text, true);
    }

    /** Ends the run without a word. */
    public static ExitException silent(int code) {
        return new ExitException(code, null, false);
    }

    boolean showsUsage() {
        return usage;
    }

    /** The exit code. */
    public int code() {
        return code;
    }

    /** The message, or null. */
    public @Nullable String text() {
        return text;
    }
}
