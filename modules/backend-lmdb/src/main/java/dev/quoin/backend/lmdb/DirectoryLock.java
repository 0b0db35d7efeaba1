package dev.quoin.backend.lmdb;

import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.StorageException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One owner at a time: LMDB would let several processes in. Ends with the process, however that ends. */
final class DirectoryLock implements AutoCloseable {
    private static final String NAME = "LOCK";

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static DirectoryLock acquire(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StorageException(Kind.LOCKED, file + ": another process holds the store");
            }
            return new DirectoryLock(file, channel);
        } catch (IOException e) {
            throw LmdbErrors.of(file, e);
        }
    }

    private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw LmdbErrors.of(file, e);
        }
    }
}
