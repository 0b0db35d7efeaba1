package dev.quoin.api.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The files that a deterministic part may use. The real one is the operating system's; a simulated one loses or tears what was not
 * synced. Durability follows POSIX: a file's content is durable after {@link DiskFile#sync}, its name (creation, rename, removal)
 * only after {@link #syncDirectory} of the folder that holds it.
 */
public interface Disk {
    /** Opens an existing file for reading and writing, or creates an empty one. */
    DiskFile open(Path file) throws IOException;

    /** Opens an existing file for reading only; fails where it is missing. */
    DiskFile openForRead(Path file) throws IOException;

    /** Whether the file or folder exists. */
    boolean exists(Path path);

    /** What is in a folder, as paths that begin with it, sorted; empty where the folder is missing. */
    List<Path> list(Path directory) throws IOException;

    /** Creates the folder and those above it. */
    void createDirectories(Path directory) throws IOException;

    /** Renames a file within a folder, in place of one that may exist. */
    void rename(Path from, Path to) throws IOException;

    /** Removes a file if it exists. */
    void delete(Path file) throws IOException;

    /** Makes the names in a folder durable. */
    void syncDirectory(Path directory) throws IOException;
}
