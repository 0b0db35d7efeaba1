package dev.quoin.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.config.ConfigKey;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests of what a provider says of itself, and of what an open store leaves in its directory. */
public interface ProviderTests extends StorageFixture {
    /** The name goes into flags and data directories. */
    @Test
    default void nameAndDescriptionFitWhereTheyAreShown() {
        assertThat(provider().name()).matches("[a-z0-9-]+");
        assertThat(provider().description()).isNotBlank().doesNotContain("\n");
        assertThat(provider().configSpec().keys())
                .extracting(ConfigKey::description)
                .noneMatch(String::isBlank);
    }

    /** Backups and copies of a directory must be able to read all of it. */
    @Test
    default void directoryHoldsOnlyRegularFilesAndFolders() throws IOException {
        try (StorageBackend backend = open()) {
            Records.commit(backend, 1, ONE, "k", "v");
            backend.sync();
            try (Stream<Path> files = Files.walk(directory())) {
                assertThat(files).allMatch(file -> Files.isRegularFile(file) || Files.isDirectory(file));
            }
        }
    }

    /** A store with no table at all can hold an index. */
    @Test
    default void opensWithoutTables() {
        try (StorageBackend backend = open(directory())) {
            backend.begin().commit(3);
            assertThat(backend.sync()).isEqualTo(3);
        }
    }

    /** The node asks every second. */
    @Test
    default void statisticsCountCommitsAndSyncs() {
        try (StorageBackend backend = open()) {
            for (int i = 1; i <= 5; i++) {
                Records.commit(backend, i, ONE, "k" + i, "v".repeat(1000));
            }
            backend.sync();
            var stats = backend.stats();
            assertThat(stats.commits()).isIn(StorageStats.UNKNOWN, 5L);
            assertThat(stats.syncs()).isNotEqualTo(0).isGreaterThanOrEqualTo(StorageStats.UNKNOWN);
            assertThat(stats.inUseBytes()).isBetween(0L, stats.diskBytes());
            assertThat(stats.reclaimableBytes()).isBetween(StorageStats.UNKNOWN, stats.diskBytes());
            assertThat(stats.diskBytes()).isPositive();
            assertThat(stats.commitNanos()).isGreaterThanOrEqualTo(StorageStats.UNKNOWN);
            assertThat(stats.syncNanos()).isGreaterThanOrEqualTo(StorageStats.UNKNOWN);
            assertThat(stats.memoryBytes()).isGreaterThanOrEqualTo(StorageStats.UNKNOWN);
        }
    }
}
