package dev.quoin.ctl.cli;

import org.jspecify.annotations.Nullable;

/** The end of a run with an exit code, and with a message for standard error unless all was said before. */
public final class ExitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int code;
    private final @Nullable String text;

    private ExitException(int code, @Nullable String text) {
        super(text, null, false, false);
        this.code = code;
        this.text = text;
    }

    /** Ends the run with a message, a byte string. */
    public ExitException(int code, String text, @Nullable String hint) {
        this(code, hint == null ? text : text + "\n" + hint);
    }

    /** Ends the run with a message, a byte string. */
    public static ExitException of(int code, String text) {
        return new ExitException(code, text);
    }

    /** Wrong arguments. */
    public static ExitException badArguments(String text) {
        return of(ExitCode.BAD_ARGUMENTS, text);
    }

    /** Ends the run without a word. */
    public static ExitException silent(int code) {
        return new ExitException(code, null);
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
