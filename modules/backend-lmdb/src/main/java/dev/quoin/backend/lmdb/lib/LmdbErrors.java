package dev.quoin.backend.lmdb.lib;

import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.StorageException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Turns LMDB's codes into our errors. */
final class LmdbErrors {
    static final int NOT_FOUND = -30798;
    private static final int MAP_FULL = -30792;
    private static final int EIO = 5;
    private static final int ENOSPC = 28;
    /** LMDB writes up to so much at a time. */
    private static final long LARGEST_WRITE = 4L << 20;

    private LmdbErrors() {}

    static StorageException of(Path file, int code, String message) {
        String text = file + ": " + message;
        return switch (code) {
            case MAP_FULL -> new StorageException(Kind.FULL, text + " (raise --lmdb-max-size)");
            case ENOSPC -> new StorageException(Kind.FULL, text);
            case EIO -> inputOutput(file, text);
            // LMDB's own codes but those above say that the file is not as LMDB left it
            default -> new StorageException(code < 0 ? Kind.CORRUPT : Kind.IO, text);
        };
    }

    /** LMDB calls it so, too, when the disk took a part of what it wrote only, which is how it becomes full. */
    private static StorageException inputOutput(Path file, String text) {
        try {
            long left = Files.getFileStore(file).getUsableSpace();
            if (left < LARGEST_WRITE) {
                return new StorageException(
                        Kind.FULL, text + ": No space left on device (" + left + " bytes are left)");
            }
        } catch (IOException e) {
            return new StorageException(Kind.IO, text, e);
        }
        return new StorageException(Kind.IO, text);
    }
}
