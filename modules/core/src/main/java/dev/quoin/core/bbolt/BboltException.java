package dev.quoin.core.bbolt;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file is not a sound bbolt file. The message is one line that names the file, the page, and what was expected there.
 */
public final class BboltException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong with the file as a whole. */
    public BboltException(Path file, String what) {
        super(file + ": " + what);
    }

    /** Says what is wrong with one page. */
    public BboltException(Path file, long page, String what) {
        super(file + ": page " + Long.toUnsignedString(page) + ": " + what);
    }
}
