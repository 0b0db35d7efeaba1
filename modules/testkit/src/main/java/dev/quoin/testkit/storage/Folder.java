package dev.quoin.testkit.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The files of a folder, held in memory by their relative names. */
final class Folder {
    private final TreeMap<String, byte[]> files = new TreeMap<>();

    static Folder read(Path directory) throws IOException {
        Folder folder = new Folder();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                folder.files.put(directory.relativize(file).toString(), Files.readAllBytes(file));
                return FileVisitResult.CONTINUE;
            }
        });
        return folder;
    }

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (var file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Path above = path.getParent();
            if (above != null) {
                Files.createDirectories(above);
            }
            Files.write(path, file.getValue());
        }
    }

    static void remove(Path directory) {
        try {
            if (Files.exists(directory)) {
                Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                            throws IOException {
                        Files.delete(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void forEach(BiConsumer<String, byte[]> consumer) {
        files.forEach(consumer);
    }

    TreeMap<String, byte[]> files() {
        return files;
    }
}
