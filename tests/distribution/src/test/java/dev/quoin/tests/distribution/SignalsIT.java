package dev.quoin.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a node ends, and what it leaves behind. */
class SignalsIT {
    private static final int BY_SIGTERM = 128 + 15;

    @TempDir
    private Path folder;

    @Test
    void sigtermStopsItByThatSignal() throws Exception {
        try (RunningNode node = start()) {
            node.put("a", "1");
            assertThat(node.stop()).isEqualTo(BY_SIGTERM);
            assertThat(node.log())
                    .anyMatch(line ->
                            line.contains("\"msg\":\"received signal; shutting down\",\"signal\":\"terminated\""));
        }
    }

    @Test
    void theLauncherBecomesTheNode() throws Exception {
        try (RunningNode node = start()) {
            assertThat(node.process().info().command().orElseThrow()).endsWith("/bin/java");
            assertThat(node.process().children()).isEmpty();
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterStopAndAfterKill() throws Exception {
        try (RunningNode node = start()) {
            node.put("a", "1");
            node.stop();
        }
        try (RunningNode node = start()) {
            assertThat(node.range("a", "").getCount()).isEqualTo(1);
            assertThat(node.put("b", "2")).isEqualTo(3);
            node.kill();
        }
        try (RunningNode node = start()) {
            assertThat(node.range("a", "c").getCount()).isEqualTo(2);
            assertThat(node.range("a", "c").getHeader().getRevision()).isEqualTo(3);
        }
    }

    @Test
    void nothingButRegularFilesIsInTheDataDirectory() throws Exception {
        try (RunningNode node = start()) {
            node.put("a", "1");
            assertThat(oddFiles()).isEmpty();
        }
    }

    private List<Path> oddFiles() throws IOException {
        try (var files = Files.walk(folder.resolve("data"))) {
            return files.filter(f -> !Files.isRegularFile(f) && !Files.isDirectory(f))
                    .toList();
        }
    }

    private RunningNode start() throws IOException {
        return RunningNode.start(Tree.built().command("--data-dir=" + folder.resolve("data")));
    }
}
