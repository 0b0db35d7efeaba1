package dev.quoin.distribution.utl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder appears whole or not at all. */
class NewDirectoryTest {
    @TempDir
    Path folder;

    private static List<String> names(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void itAppearsWhenItIsFinished() throws IOException {
        Path target = folder.resolve("data");
        try (NewDirectory fresh = NewDirectory.at("--data-dir", target)) {
            Files.writeString(fresh.path().resolve("file"), "content");
            assertThat(target).doesNotExist();
            fresh.finish();
        }
        assertThat(target.resolve("file")).hasContent("content");
        assertThat(names(folder)).containsExactly("data");
    }

    @Test
    void nothingStaysOfOneThatFailed() throws IOException {
        try (NewDirectory fresh = NewDirectory.at("--data-dir", folder.resolve("data"))) {
            Files.writeString(fresh.path().resolve("file"), "content");
        }
        assertThat(names(folder)).isEmpty();
    }

    /** As where a disk is mounted. */
    @Test
    void anEmptyFolderIsFilled() throws IOException {
        Path target = Files.createDirectories(folder.resolve("data").resolve("lost+found"))
                .getParent();
        try (NewDirectory fresh = NewDirectory.at("--data-dir", target)) {
            Files.writeString(fresh.path().resolve("file"), "content");
            fresh.finish();
        }
        assertThat(names(target)).containsExactlyInAnyOrder("file", "lost+found");
        assertThatThrownBy(() -> NewDirectory.at("--data-dir", target))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--data-dir " + target + " is not empty");
    }

    @Test
    void whatAnInterruptedRunLeftIsRemoved() throws IOException {
        Path left = Files.createDirectory(folder.resolve(".data.unfinished"));
        Files.writeString(left.resolve("half"), "");
        try (NewDirectory fresh = NewDirectory.at("--data-dir", folder.resolve("data"))) {
            assertThat(names(fresh.path())).isEmpty();
            fresh.finish();
        }
        assertThat(names(folder)).containsExactly("data");
    }
}
