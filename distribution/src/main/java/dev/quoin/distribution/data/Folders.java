package dev.quoin.distribution.data;

import dev.quoin.api.config.ConfigException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes folders that only their owner can read, durably. */
public final class Folders {
    private static final String OWNER_ONLY = "rwx------";

    private Folders() {}

    /** Creates a folder and those above it where they are missing. */
    public static Path create(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Path above = folder.toAbsolutePath().getParent();
        if (above != null && !Files.exists(above)) {
            create(above);
        }
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        if (above != null) {
            sync(above);
        }
        return folder;
    }

    /** Copies a file, and makes the copy and its name durable. */
    public static void copyDurably(Path from, Path to) throws IOException {
        Files.copy(from, to);
        try (FileChannel copy = FileChannel.open(to, StandardOpenOption.WRITE)) {
            copy.force(true);
        }
        Path folder = to.toAbsolutePath().getParent();
        if (folder != null) {
            sync(folder);
        }
    }

    /** Makes the names in a folder durable. */
    public static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The line for a directory that the operating system does not let us use. */
    public static ConfigException cannotAccess(Path path, IOException why) {
        return cannotAccess("data directory", path, why);
    }

    /** The same for a directory of another use. */
    public static ConfigException cannotAccess(String what, Path path, IOException why) {
        String reason = switch (why) {
            case AccessDeniedException e -> "permission denied";
            case NoSuchFileException e -> "no such file or directory";
            case NotDirectoryException e -> "not a directory";
            case FileAlreadyExistsException e -> "not a directory";
            case FileSystemException e
            when e.getReason() != null -> e.getReason().toLowerCase(java.util.Locale.ROOT);
            default -> String.valueOf(why.getMessage());
        };
        return new ConfigException("cannot access " + what + " " + path + ": " + reason);
    }
}
