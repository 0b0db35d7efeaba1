package dev.quoin.backend.lmdb;

import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.StorageException.Kind;
import java.io.IOException;
import java.nio.file.Path;

/** Turns LMDB's codes and Java's exceptions into ours. */
final class LmdbErrors {
    static final int NOT_FOUND = -30798;
    private static final int MAP_FULL = -30792;
    private static final int ENOSPC = 28;

    private LmdbErrors() {}

    static StorageException of(Path file, int code, String message) {
        String text = file + ": " + message;
        return switch (code) {
            case MAP_FULL -> new StorageException(Kind.FULL, text + " (raise --lmdb-max-size)");
            case ENOSPC -> new StorageException(Kind.FULL, text);
            // LMDB's own codes but those above say that the file is not as LMDB left it
            default -> new StorageException(code < 0 ? Kind.CORRUPT : Kind.IO, text);
        };
    }

    static StorageException of(Path file, IOException e) {
        String message = String.valueOf(e.getMessage()).replace('\n', ' ');
        Kind kind = message.contains("No space left") ? Kind.FULL : Kind.IO;
        return new StorageException(kind, message.contains(file.toString()) ? message : file + ": " + message, e);
    }

    static StorageException corrupt(Path file, String what) {
        return new StorageException(Kind.CORRUPT, file + ": " + what);
    }
}
