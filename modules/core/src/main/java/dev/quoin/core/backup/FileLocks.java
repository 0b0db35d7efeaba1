package dev.quoin.core.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Finds out whether a process holds etcd's kind of lock ({@code flock}) on a file. Java's own locks are of another kind
 * and do not notice; the kernel lists both. Where it does not, nothing is known and nothing is refused.
 */
final class FileLocks {
    private static final Path LISTED = Path.of("/proc/locks");
    private static final int PROCESS = 4;
    private static final int PLACE = 5;

    private FileLocks() {}

    /** @throws IOException naming the process that has the file open */
    static void requireFree(Path file) throws IOException {
        if (!Files.isReadable(LISTED)) {
            return;
        }
        String inode = ":" + Files.getAttribute(file, "unix:ino");
        try (Stream<String> lines = Files.lines(LISTED)) {
            for (String line : (Iterable<String>) lines::iterator) {
                String[] words = line.trim().split("\\s+");
                if (words.length > PLACE && line.contains(" FLOCK ") && words[PLACE].endsWith(inode)) {
                    throw new IOException(
                            file + ": is in use by process " + words[PROCESS] + ", expected a stopped etcd");
                }
            }
        }
    }
}
