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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A disk that becomes full under puts, and a backend that reaches its own bound: the node says what is full, and ends; what it acknowledged is
 * there when it is started again with room.
 */
class FullDiskIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int DISK_MEGABYTES = 64;
    private static final int LEFT_MEGABYTES = 24;
    private static final int BOUND_MEGABYTES = 8;

    /** More than would fit, with or without what the log takes. */
    private static final int PUTS = 8 * DISK_MEGABYTES * 64;

    @TempDir
    Path folder;

    private final History history = new History();
    private final Filler filler = new Filler(history);

    @ParameterizedTest
    @ValueSource(strings = {"rocksdb", "lmdb", "mapdb"})
    void losesNothingWhenTheDiskIsFull(String backend) {
        Optional<SmallDisk> mounted = SmallDisk.mount(folder.resolve("disk"), DISK_MEGABYTES);
        Assumptions.assumeTrue(mounted.isPresent(), SmallDisk.NOT_ALLOWED);
        try (SmallDisk disk = mounted.get()) {
            NodeSpec spec = spec(disk.folder().resolve("data"), backend);
            disk.take(DISK_MEGABYTES - LEFT_MEGABYTES);
            String last = fillUntilItEnds(spec);
            assertThat(last).contains(disk.folder().toString()).contains("No space left on device");
            disk.takeAll();
            startsAgainOrSaysWhyNot(spec, disk.folder());
            disk.free();
            everythingIsThere(spec);
        }
    }

    @Test
    void losesNothingAtTheBoundOfTheBackend() {
        NodeSpec spec = spec(folder.resolve("data"), "lmdb")
                .flag("--lmdb-max-size", BOUND_MEGABYTES + "MiB")
                .flag("--lmdb-memtable-size", "1MiB");
        String last = fillUntilItEnds(spec);
        assertThat(last).contains(folder.toString()).contains("raise --lmdb-max-size");
        CommandResult again = spec.command().run("", PATIENCE);
        assertThat(again.exitCode()).isNotZero();
        assertThat(again.errors()).contains("raise --lmdb-max-size");
        everythingIsThere(spec.flag("--lmdb-max-size", "1GiB"));
    }

    private String fillUntilItEnds(NodeSpec spec) {
        try (Node node = spec.start();
                ApiClient client = node.client()) {
            assertThat(filler.put(client, PUTS)).as("a put that failed").isPresent();
            assertThat(history.acknowledgedCount()).isPositive();
            node.awaitEnd();
            List<String> log = node.log().toEnd(PATIENCE);
            assertThat(node.exitCode()).as(node.lastWords()).isNotZero();
            String last = log.stream()
                    .filter(line -> line.contains("ending the process"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("it did not say why it ends:\n" + node.lastWords()));
            System.out.println(history.acknowledgedCount() + " puts acknowledged; then: "
                    + last.substring(last.indexOf("\"msg\""), Math.min(last.length(), last.indexOf("\"msg\"") + 300)));
            return last;
        }
    }

    /** What is left may be enough to start with, because nothing has to be written for that; if not, one line names the place. */
    private static void startsAgainOrSaysWhyNot(NodeSpec spec, Path disk) {
        try (Node node = spec.launch()) {
            boolean ready = awaitReadyOrEnd(node);
            System.out.println("on the full disk it " + (ready ? "starts" : "does not start: " + node.lastWords()));
            if (!ready) {
                node.awaitEnd();
                assertThat(node.exitCode()).isNotZero();
                assertThat(node.lastWords()).contains(disk.toString()).contains("No space left on device");
            }
        }
    }

    private static boolean awaitReadyOrEnd(Node node) {
        try {
            node.awaitReady(PATIENCE);
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    private void everythingIsThere(NodeSpec spec) {
        try (Node node = spec.start();
                ApiClient client = node.client()) {
            history.verifyAll(client);
            assertThat(filler.put(client, 10)).as("a put that failed").isEmpty();
            history.verifyAll(client);
        }
    }

    private static NodeSpec spec(Path data, String backend) {
        return NodeSpec.of(ServerProgram.underTest(), data)
                .flag("--backend", backend)
                .flag("--snapshot-count", "1000")
                .flag("--snapshot-catchup-entries", "100");
    }
}
