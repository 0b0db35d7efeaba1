package dev.quoin.benchmarks.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What to tell a user of an exception, in one line. */
final class Errors {
    private Errors() {}

    static String line(Exception e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage().replace('\n', ' ');
        // These two carry nothing but the name of the file.
        return switch (e) {
            case NoSuchFileException missing when missing.getReason() == null -> message + ": no such file";
            case AccessDeniedException denied when denied.getReason() == null -> message + ": access denied";
            default -> message;
        };
    }
}
