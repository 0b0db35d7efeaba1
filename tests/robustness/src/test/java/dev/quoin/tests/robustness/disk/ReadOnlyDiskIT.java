package dev.quoin.tests.robustness.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.CommandResult;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.ServerProgram;
import dev.quoin.tests.robustness.History;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node on a disk that may only be read does not start, says so in one line that names the place, and changes nothing. */
class ReadOnlyDiskIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int DISK_MEGABYTES = 64;
    private static final int PUTS = 100;

    @TempDir
    Path folder;

    private final History history = new History();

    @ParameterizedTest
    @ValueSource(strings = {"rocksdb", "lmdb", "mapdb"})
    void doesNotStart(String backend) {
        Optional<SmallDisk> mounted = SmallDisk.mount(folder.resolve("disk"), DISK_MEGABYTES);
        Assumptions.assumeTrue(mounted.isPresent(), SmallDisk.NOT_ALLOWED);
        try (SmallDisk disk = mounted.get()) {
            Path data = disk.folder().resolve("data");
            NodeSpec spec = NodeSpec.of(ServerProgram.underTest(), data).flag("--backend", backend);
            disk.makeReadOnly();
            refuses(spec, data);
            disk.makeWritable();
            try (Node node = spec.start();
                    ApiClient client = node.client()) {
                assertThat(new Filler(history).put(client, PUTS)).isEmpty();
                node.terminate();
            }
            disk.makeReadOnly();
            refuses(spec, data);
            disk.makeWritable();
            try (Node node = spec.start();
                    ApiClient client = node.client()) {
                history.verifyAll(client);
            }
        }
    }

    private static void refuses(NodeSpec spec, Path data) {
        CommandResult result = spec.command().run("", PATIENCE);
        assertThat(result.exitCode()).isEqualTo(1);
        List<String> told = result.errors()
                .lines()
                .filter(line -> !line.startsWith("{\"level\":\"info\""))
                .toList();
        assertThat(told).as("one line of what is wrong").hasSize(1);
        assertThat(told.getFirst()).contains(data.toString()).containsAnyOf("Read-only file system", "read-only");
        System.out.println(told.getFirst());
    }
}
