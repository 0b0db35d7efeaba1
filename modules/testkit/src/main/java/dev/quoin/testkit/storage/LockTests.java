package dev.quoin.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** A store has one owner at a time. */
public interface LockTests extends StorageFixture {
    /** A second owner in the same process is refused. */
    @Test
    default void secondOpenInThisProcessIsRefused() {
        try (StorageBackend backend = open()) {
            Records.commit(backend, 1, ONE, "k", "v");
            assertLocked();
            Records.commit(backend, 2, ONE, "k", "w");
        }
        try (StorageBackend backend = open()) {
            assertThat(Records.all(backend, ONE)).containsEntry("k", "w");
        }
    }

    /** A second owner in another process is refused until the first has died. */
    @Test
    default void secondOpenFromAnotherProcessIsRefused() throws Exception {
        Files.createDirectories(directory());
        try (ChildJvm child = ChildJvm.start(CrashChild.class, CrashChild.arguments(this, 1))) {
            assertThat(child.read()).isEqualTo("open 0");
            assertLocked();
            child.kill();
        }
        open().close();
    }

    /** A directory that can not be one, because a file has its name. */
    @Test
    default void fileInPlaceOfTheDirectoryIsRefused() throws IOException {
        Files.createDirectories(folder());
        var file = Files.writeString(folder().resolve("file"), "not a store");
        assertThatThrownBy(() -> open(file.resolve("store"), ONE))
                .isInstanceOfAny(StorageException.class, java.io.UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    private void assertLocked() {
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.LOCKED))
                .hasMessageContaining(directory().toString())
                .hasMessageNotContaining("\n");
    }
}
