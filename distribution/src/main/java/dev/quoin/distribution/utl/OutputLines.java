package dev.quoin.distribution.utl;

import dev.quoin.api.config.ConfigException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes lines in large pieces, and ends at the first that nobody takes: whoever reads a part of gigabytes does not
 * wait for the rest to be made.
 */
final class OutputLines implements AutoCloseable {
    private static final int PIECE = 1 << 16;

    private final PrintStream out;
    private final StringBuilder piece = new StringBuilder();

    OutputLines(PrintStream out) {
        this.out = out;
    }

    /**
     * Begins a line, which ends the one before.
     *
     * @return takes the line's text
     * @throws ConfigException when the output is closed, or full
     */
    StringBuilder line() {
        endLine();
        if (piece.length() >= PIECE) {
            write();
        }
        return piece;
    }

    private void endLine() {
        if (!piece.isEmpty()) {
            piece.append('\n');
        }
    }

    private void write() {
        byte[] bytes = piece.toString().getBytes(StandardCharsets.UTF_8);
        piece.setLength(0);
        out.write(bytes, 0, bytes.length);
        if (out.checkError()) {
            throw new ConfigException("cannot write to standard output");
        }
    }

    /** Writes what is left. */
    @Override
    public void close() {
        endLine();
        write();
    }
}
