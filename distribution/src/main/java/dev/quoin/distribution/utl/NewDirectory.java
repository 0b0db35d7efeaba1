package dev.quoin.distribution.utl;

import dev.quoin.api.config.ConfigException;
import dev.quoin.distribution.data.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that is built under another name and appears whole or not at all. Where the folder is there already, and
 * empty, its content is built in a hidden folder in it: it may be where a disk is mounted. What an interrupted run left
 * is removed by the next one.
 */
final class NewDirectory implements AutoCloseable {
    private static final String SUFFIX = ".unfinished";
    private static final String FILE_SYSTEMS_OWN = "lost+found";

    private final Path target;
    private final Path building;
    private final Thread onExit = new Thread(this::remove, "remove-unfinished");
    private boolean finished;

    private NewDirectory(Path target, Path building) {
        this.target = target;
        this.building = building;
    }

    /**
     * Begins a folder.
     *
     * @param flag which named it
     * @throws ConfigException when there is something in it
     */
    static NewDirectory at(String flag, Path folder) {
        Path target = folder.toAbsolutePath().normalize();
        try {
            Path building = Files.exists(target) ? target.resolve(SUFFIX) : sibling(target);
            requireEmpty(flag, folder, building);
            NewDirectory fresh = new NewDirectory(target, building);
            fresh.remove();
            Folders.create(building);
            Runtime.getRuntime().addShutdownHook(fresh.onExit);
            return fresh;
        } catch (IOException e) {
            throw Folders.cannotAccess(flag, folder, e);
        }
    }

    /** @throws ConfigException when there is something in a folder that is to be made */
    static void check(String flag, Path folder) {
        try {
            requireEmpty(flag, folder, folder.toAbsolutePath().normalize().resolve(SUFFIX));
        } catch (IOException e) {
            throw Folders.cannotAccess(flag, folder, e);
        }
    }

    private static Path sibling(Path target) {
        return target.resolveSibling("." + target.getFileName() + SUFFIX);
    }

    private static void requireEmpty(String flag, Path folder, Path building) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            boolean empty =
                    files.allMatch(file -> file.toAbsolutePath().normalize().equals(building)
                            || file.getFileName().toString().equals(FILE_SYSTEMS_OWN));
            if (!empty) {
                throw new ConfigException(flag + " " + folder + " is not empty");
            }
        }
    }

    /** Where it is built. */
    Path path() {
        return building;
    }

    /** Gives it its name, durably. */
    void finish() throws IOException {
        if (building.startsWith(target)) {
            try (Stream<Path> files = Files.list(building)) {
                for (Path file : files.toList()) {
                    Files.move(file, target.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
                }
            }
            Folders.sync(target);
        } else {
            Files.move(building, target, StandardCopyOption.ATOMIC_MOVE);
            Path above = target.getParent();
            if (above != null) {
                Folders.sync(above);
            }
        }
        finished = true;
    }

    private void remove() {
        if (finished || !Files.exists(building)) {
            return;
        }
        try (Stream<Path> files = Files.walk(building)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new ConfigException(
                    "cannot remove " + building + ", which an interrupted run left: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        if (building.startsWith(target)) {
            finished = false;
        }
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook does its work.
            return;
        }
    }
}
