package dev.quoin.testkit.storage;

import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.api.storage.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The backend under test, and how the tests open it. */
public interface StorageFixture {
    /** One of two tables that most tests use. */
    Table ONE = new Table(0, "one");
    /** The other of the two tables. */
    Table TWO = new Table(1, "two");

    /** Returns the provider under test. Its class has a public constructor without arguments. */
    StorageBackendProvider provider();

    /** Returns the configuration that differs from the defaults. */
    default Map<String, String> config() {
        return Map.of();
    }

    /** Returns a folder that is empty before each test. */
    Path folder();

    /** Returns the folder of the store that {@link #open()} opens. */
    default Path directory() {
        return folder().resolve("store");
    }

    /** Opens the store of this test with the two tables. */
    default StorageBackend open() {
        return open(directory(), ONE, TWO);
    }

    /** Opens a store. */
    default StorageBackend open(Path directory, Table... tables) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StorageBackendProvider provider = provider();
        return provider.open(
                provider.configSpec().read(config()), new StorageBackendContext(directory, List.of(tables)));
    }
}
