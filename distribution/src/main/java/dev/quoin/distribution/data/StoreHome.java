package dev.quoin.distribution.data;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.core.snapshot.BackendHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of the storage backend: a numbered folder for each store, and an empty file {@code N.complete} beside each that holds a whole state. The highest
 * complete one counts; a file appears at once or not at all, so one store takes the place of another at once. Layout and rules:
 * docs/formats/data-directory.md.
 */
public final class StoreHome implements BackendHome {
    private static final Logger LOG = LoggerFactory.getLogger(StoreHome.class);

    private static final String COMPLETE = ".complete";
    private static final String NUMBER = "[1-9][0-9]{0,8}";

    private final Path folder;
    private final Function<Path, StorageBackend> opener;
    private final Map<StorageBackend, Integer> replaced = new ConcurrentHashMap<>();
    private int current;
    private @Nullable StorageBackend present;

    /**
     * Over a folder.
     *
     * @param opener opens a backend in a folder of its own
     */
    public StoreHome(Path folder, Function<Path, StorageBackend> opener) {
        this.folder = folder;
        this.opener = opener;
    }

    @Override
    public StorageBackend open() {
        try {
            current = highestComplete();
            if (current == 0) {
                current = 1;
                markComplete(current);
            }
            removeOthers();
            StorageBackend opened = opener.apply(Folders.create(store(current)));
            present = opened;
            return opened;
        } catch (IOException e) {
            throw Folders.cannotAccess(folder, e);
        }
    }

    private int highestComplete() throws IOException {
        return names().stream()
                .filter(name -> name.endsWith(COMPLETE))
                .map(name -> name.substring(0, name.length() - COMPLETE.length()))
                .filter(name -> name.matches(NUMBER))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Stores that were never completed, or that another has replaced. */
    private void removeOthers() throws IOException {
        for (String name : names()) {
            String number = name.endsWith(COMPLETE) ? name.substring(0, name.length() - COMPLETE.length()) : name;
            if (number.matches(NUMBER) && Integer.parseInt(number) != current) {
                remove(folder.resolve(name));
            }
        }
    }

    private static void remove(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Path store(int number) {
        return folder.resolve(Integer.toString(number));
    }

    private void markComplete(int number) throws IOException {
        Files.createFile(folder.resolve(number + COMPLETE));
        Folders.sync(folder);
    }

    @Override
    public Staged stage() {
        try {
            return new Filling(current + 1);
        } catch (IOException e) {
            throw new ConfigException("cannot make room for a snapshot in " + folder + ": " + e.getMessage());
        }
    }

    /** First the file that makes it count, so that a crash in between leaves nothing that looks whole. */
    @Override
    public void forget(StorageBackend closed) {
        Integer number = replaced.remove(closed);
        if (number != null) {
            try {
                Files.deleteIfExists(folder.resolve(number + COMPLETE));
                remove(store(number));
            } catch (IOException e) {
                LOG.atWarn()
                        .addKeyValue("path", store(number))
                        .addKeyValue("error", String.valueOf(e.getMessage()))
                        .log("cannot remove a store that was replaced; the next start does");
            }
        }
    }

    private final class Filling implements Staged {
        private final int number;
        private final StorageBackend backend;

        Filling(int number) throws IOException {
            this.number = number;
            if (Files.exists(store(number))) {
                remove(store(number));
            }
            this.backend = opener.apply(Folders.create(store(number)));
        }

        @Override
        public StorageBackend backend() {
            return backend;
        }

        @Override
        public void promote() {
            try {
                markComplete(number);
                if (present != null) {
                    replaced.put(present, current);
                }
                current = number;
                present = backend;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void discard() {
            backend.close();
            try {
                remove(store(number));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
