package dev.quoin.distribution.data;

import dev.quoin.api.config.ConfigException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second process out of a data directory, by a lock of the operating system on a file in it. The lock ends with the process, however it
 * ends; the file stays.
 */
final class DirectoryLock implements AutoCloseable {
    static final String FILE = "lock";

    private final FileChannel file;

    private DirectoryLock(FileChannel file) {
        this.file = file;
    }

    static DirectoryLock take(Path dataDirectory) throws IOException {
        FileChannel file = FileChannel.open(
                dataDirectory.resolve(DataDirectory.MEMBER).resolve(FILE),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        if (lock(file) == null) {
            file.close();
            throw new ConfigException("data directory " + dataDirectory + " is in use by another process");
        }
        return new DirectoryLock(file);
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // The lock is gone in any case when the process ends, and nothing was written through this channel.
            return;
        }
    }
}
