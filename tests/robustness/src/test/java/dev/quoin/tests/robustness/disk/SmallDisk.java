package dev.quoin.tests.robustness.disk;

import dev.quoin.tests.harness.Command;
import dev.quoin.tests.harness.CommandResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A file system of its own, in memory, of a given size. Only root can have one. */
final class SmallDisk implements AutoCloseable {
    static final String NOT_ALLOWED = "this user may not mount a file system";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one on a folder, if this user may. */
    static Optional<SmallDisk> mount(Path folder, int megabytes) {
        try {
            Files.createDirectories(folder);
            CommandResult result =
                    run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
            return result.exitCode() == 0 ? Optional.of(new SmallDisk(folder)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException e) {
            // There is no mount command.
            return Optional.empty();
        }
    }

    Path folder() {
        return folder;
    }

    /** Takes so much of the space with another file. */
    void take(int megabytes) {
        try (OutputStream file = Files.newOutputStream(filler())) {
            file.write(new byte[megabytes << 20]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes what is left. */
    void takeAll() {
        byte[] block = new byte[4096];
        try (OutputStream file = Files.newOutputStream(filler(), StandardOpenOption.APPEND)) {
            while (Files.getFileStore(folder).getUsableSpace() > 0) {
                file.write(block);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the other file. */
    void free() {
        try {
            Files.delete(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on nothing can be written. */
    void makeReadOnly() {
        run("mount", "-o", "remount,ro", folder.toString()).expectSuccess();
    }

    void makeWritable() {
        run("mount", "-o", "remount,rw", folder.toString()).expectSuccess();
    }

    private Path filler() {
        return folder.resolve("somebody-elses");
    }

    private static CommandResult run(String... words) {
        return new Command(List.of(words)).run("", PATIENCE);
    }

    @Override
    public void close() {
        run("umount", folder.toString()).expectSuccess();
    }
}
