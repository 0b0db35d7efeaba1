package dev.quoin.api.storage.support;

import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.StorageException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One owner at a time for a directory, in this process and among others. Ends with the process, however that ends; the file stays.
 */
public final class DirectoryLock implements AutoCloseable {
    private static final String NAME = "LOCK";

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws StorageException of kind LOCKED when somebody has it
     */
    public static DirectoryLock acquire(Path directory) {
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
            throw StorageErrors.of(file, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
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
            throw StorageErrors.of(file, e);
        }
    }
}
