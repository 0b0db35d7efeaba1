package dev.quoin.backend.rocksdb;

import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.StorageException.Kind;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Turns RocksDB's errors into ours: by kind, in one line, naming the file. */
final class Errors {
    private Errors() {}

    static StorageException of(Path directory, RocksDBException e) {
        String message = String.valueOf(e.getMessage()).replace('\n', ' ').strip();
        // RocksDB names a file where it knows one; the folder is what we know
        String named = message.contains(directory.toString()) ? message : directory + ": " + message;
        return new StorageException(kind(e.getStatus(), message), named, e);
    }

    private static Kind kind(@Nullable Status status, String message) {
        Status.Code code = status == null ? Status.Code.Undefined : status.getCode();
        if (message.contains("While lock file") || message.contains("lock hold by current process")) {
            return Kind.LOCKED;
        }
        if (message.contains("No space left") || (status != null && status.getSubCode() == Status.SubCode.NoSpace)) {
            return Kind.FULL;
        }
        return switch (code) {
            case Corruption, NotSupported, InvalidArgument -> Kind.CORRUPT;
            case IOError -> message.contains("No such file") ? Kind.CORRUPT : Kind.IO;
            case ShutdownInProgress -> Kind.CLOSED;
            default -> Kind.IO;
        };
    }
}
