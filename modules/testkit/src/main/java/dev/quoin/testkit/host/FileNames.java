package dev.quoin.testkit.host;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tree of names, twice like the files' content: as processes see it and as the disk has it. Changes are kept apart
 * for each folder until that folder is synced.
 */
final class FileNames {
    private final List<Change> unsynced = new ArrayList<>();
    private TreeMap<Path, Node> seen = new TreeMap<>();
    private TreeMap<Path, Node> durable = new TreeMap<>();

    /** A folder, or a file with its content. */
    private record Node(@Nullable FileContent content) {
        static final Node FOLDER = new Node(null);
    }

    /** One change of a folder: a name that goes, and a node that comes. A rename does both at once. */
    private record Change(
            Path folder,
            @Nullable Path gone,
            @Nullable Path come,
            @Nullable Node node) {
        void applyTo(Map<Path, Node> names) {
            if (gone != null) {
                names.remove(gone);
            }
            if (come != null && node != null) {
                names.put(come, node);
            }
        }
    }

    boolean exists(Path path) {
        return path.getParent() == null || seen.containsKey(path);
    }

    Stream<FileContent> files() {
        return seen.values().stream().flatMap(node -> Stream.ofNullable(node.content));
    }

    FileContent file(Path path) throws NoSuchFileException {
        Node node = seen.get(path);
        if (node == null || node.content == null) {
            throw new NoSuchFileException(path.toString());
        }
        return node.content;
    }

    FileContent openOrCreate(Path path) throws IOException {
        if (!seen.containsKey(path)) {
            requireFolder(path);
            change(folderOf(path), null, path, new Node(new FileContent()));
        }
        return file(path);
    }

    List<Path> list(Path folder) {
        return seen.keySet().stream()
                .filter(path -> folder.equals(path.getParent()))
                .toList();
    }

    void createDirectories(Path folder) throws IOException {
        if (folder.getParent() == null || seen.get(folder) == Node.FOLDER) {
            return;
        }
        if (seen.containsKey(folder)) {
            throw new FileAlreadyExistsException(folder.toString());
        }
        createDirectories(folderOf(folder));
        change(folderOf(folder), null, folder, Node.FOLDER);
    }

    void rename(Path from, Path to) throws IOException {
        Node node = seen.get(from);
        if (node == null) {
            throw new NoSuchFileException(from.toString());
        }
        if (!folderOf(from).equals(folderOf(to))) {
            throw new IOException(from + ": cannot be renamed into another folder");
        }
        change(folderOf(from), from, to, node);
    }

    void delete(Path path) {
        if (seen.containsKey(path)) {
            change(folderOf(path), path, null, null);
        }
    }

    void sync(Path folder) throws IOException {
        if (!exists(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        unsynced.stream().filter(change -> change.folder.equals(folder)).forEach(change -> change.applyTo(durable));
        unsynced.removeIf(change -> change.folder.equals(folder));
    }

    void syncAll() {
        unsynced.forEach(change -> change.applyTo(durable));
        unsynced.clear();
    }

    /** Any of the changes may have been made durable before, in their order. What hangs on a lost folder is lost. */
    void crash(RandomGenerator random, long now) {
        int mode = random.nextInt(3);
        for (Change change : unsynced) {
            if (mode == 0 ? random.nextBoolean() : mode == 1) {
                change.applyTo(durable);
            }
        }
        unsynced.clear();
        TreeMap<Path, Node> reachable = new TreeMap<>();
        // A folder sorts before what is in it.
        durable.forEach((path, node) -> {
            Path folder = folderOf(path);
            if (folder.getParent() == null || reachable.containsKey(folder)) {
                reachable.put(path, node);
            }
        });
        durable = reachable;
        seen = new TreeMap<>(durable);
        files().forEach(content -> content.crash(random, now));
    }

    private void change(Path folder, @Nullable Path gone, @Nullable Path come, @Nullable Node node) {
        Change change = new Change(folder, gone, come, node);
        change.applyTo(seen);
        unsynced.add(change);
    }

    /** A root is in no folder, and always there. */
    private static Path folderOf(Path path) {
        Path folder = path.getParent();
        return folder == null ? path : folder;
    }

    private void requireFolder(Path path) throws NoSuchFileException {
        if (!exists(folderOf(path))) {
            throw new NoSuchFileException(path.toString());
        }
    }
}
