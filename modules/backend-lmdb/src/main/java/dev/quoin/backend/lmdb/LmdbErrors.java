package dev.quoin.backend.lmdb;

import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.StorageException.Kind;
import java.nio.file.Path;

/** Turns LMDB's codes into our errors. */
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
}
