package dev.quoin.backend.mapdb;

import dev.quoin.backend.support.StorageErrors;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The empty file CREATED. It says that the store was made, so that a missing file of pages is not taken for a new
 * store.
 */
final class Marker {
    static final String NAME = "CREATED";

    private Marker() {}

    /** After the pages are durable. */
    static void create(Path directory) {
        try {
            Files.createFile(directory.resolve(NAME));
            try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException e) {
            throw StorageErrors.of(directory.resolve(NAME), e);
        }
    }
}
