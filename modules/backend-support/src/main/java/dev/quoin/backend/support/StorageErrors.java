package dev.quoin.backend.support;

import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.StorageException.Kind;
import java.io.IOException;
import java.nio.file.Path;

/** Errors in the form of the contract: a kind, and one line that names the file. */
public final class StorageErrors {
    private StorageErrors() {}

    /** Makes the error for a refusal of the operating system. A full disk has a kind of its own. */
    public static StorageException of(Path file, IOException e) {
        String message = String.valueOf(e.getMessage()).replace('\n', ' ');
        boolean full = message.contains("No space left") || message.contains("quota exceeded");
        String named = message.contains(file.toString()) ? message : file + ": " + message;
        return new StorageException(full ? Kind.FULL : Kind.IO, named, e);
    }

    /** Makes the error for a file that is not as it was written. */
    public static StorageException corrupt(Path file, String what) {
        return new StorageException(Kind.CORRUPT, file + ": " + what);
    }
}
