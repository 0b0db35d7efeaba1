package dev.quoin.backend.support;

import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.StorageException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A lock on a file: one owner at a time, in this process and among all others. The operating system ends the lock with
 * the process, so a crash leaves none behind; the file itself stays.
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
     * Locks a store's directory by the file LOCK in it.
     *
     * @throws StorageException of kind LOCKED when another owner has the lock, of kind IO when the file cannot be
     *     opened
     */
    public static DirectoryLock acquire(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            DirectoryLock lock = tryAcquire(file);
            if (lock == null) {
                throw new StorageException(Kind.LOCKED, file + ": another process holds the store");
            }
            return lock;
        } catch (IOException e) {
            throw StorageErrors.of(file, e);
        }
    }

    /**
     * Locks a file, which is created if it is missing.
     *
     * @return null when another owner has the lock
     */
    public static @Nullable DirectoryLock tryAcquire(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (isLocked(channel)) {
                return new DirectoryLock(file, channel);
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
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
