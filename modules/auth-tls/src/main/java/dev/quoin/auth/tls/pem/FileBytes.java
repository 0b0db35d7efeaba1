package dev.quoin.auth.tls.pem;

import dev.quoin.auth.tls.config.Side.NamedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads whole small files, with the words of Go for why that fails. */
public final class FileBytes {
    /** The largest bundles of authorities have some hundred kilobytes. */
    private static final int MAX_BYTES = 16 << 20;

    private FileBytes() {}

    /**
     * Reads a file, through symbolic links.
     *
     * @throws BadFileException where that is not possible
     */
    public static byte[] read(NamedFile file) throws BadFileException {
        try (InputStream in = Files.newInputStream(Path.of(file.path()))) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new BadFileException(file, "larger than 16 MiB, which no such file is");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new BadFileException(file, "no such file or directory");
        } catch (AccessDeniedException e) {
            throw new BadFileException(file, "permission denied");
        } catch (IOException e) {
            boolean folder = Files.isDirectory(Path.of(file.path()));
            throw new BadFileException(file, folder ? "is a directory" : "cannot be read: " + e.getMessage());
        } catch (InvalidPathException e) {
            throw new BadFileException(file, "not a path: " + e.getReason());
        }
    }
}
