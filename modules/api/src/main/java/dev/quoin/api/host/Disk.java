package dev.quoin.api.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of a host. The real disk is the operating system's; a simulated one loses or tears what was not synced.
 *
 * <p>Thread: any thread may call any method.
 *
 * <p>Blocks: every method may.
 *
 * <p>Durability follows POSIX. The content of a file is durable after {@link DiskFile#sync}. Its name (creation,
 * rename, removal) is durable only after {@link #syncDirectory} of the folder that holds it.
 *
 * <p>Errors: {@link IOException} with a message that names the file.
 */
public interface Disk {
    /** Opens a file for reading and writing, and creates it empty when it is missing. */
    DiskFile open(Path file) throws IOException;

    /** Opens a file for reading only. A missing file is an error. */
    DiskFile openForRead(Path file) throws IOException;

    /** Returns true when the file or folder exists. */
    boolean exists(Path path);

    /**
     * Returns the content of a folder, sorted, as paths that begin with the folder; empty when the folder is missing.
     */
    List<Path> list(Path directory) throws IOException;

    /** Creates the folder and those above it, where they are missing. */
    void createDirectories(Path directory) throws IOException;

    /** Renames a file within a folder. It takes the place of a file that has the new name. */
    void rename(Path from, Path to) throws IOException;

    /** Removes a file. A missing file is no error. */
    void delete(Path file) throws IOException;

    /** Makes the names in a folder durable. */
    void syncDirectory(Path directory) throws IOException;
}
