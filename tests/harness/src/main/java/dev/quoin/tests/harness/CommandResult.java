package dev.quoin.tests.harness;

import java.nio.charset.StandardCharsets;

/**
 * What a command did.
 *
 * @param exitCode its exit code; 128 and the signal's number if a signal ended it
 * @param output its standard output, as bytes, since some answers are binary
 * @param errors its standard error
 */
public record CommandResult(int exitCode, byte[] output, String errors) {

    /** The standard output as text. */
    public String text() {
        return new String(output, StandardCharsets.UTF_8);
    }

    /**
     * The same result, if the command succeeded.
     *
     * @throws AssertionError with what it printed, otherwise
     */
    public CommandResult expectSuccess() {
        if (exitCode != 0) {
            throw new AssertionError("exit code " + exitCode + "\n" + text() + errors);
        }
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CommandResult that
                && exitCode == that.exitCode
                && java.util.Arrays.equals(output, that.output)
                && errors.equals(that.errors);
    }

    @Override
    public int hashCode() {
        return exitCode * 31 + java.util.Arrays.hashCode(output) * 31 + errors.hashCode();
    }

    @Override
    public String toString() {
        return "exit code " + exitCode + "\n" + text() + errors;
    }
}
