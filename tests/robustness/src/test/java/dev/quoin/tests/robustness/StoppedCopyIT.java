package dev.quoin.tests.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.Command;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.ServerProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A node is stopped at a random moment under load, its data directory is copied as a volume's snapshot would copy it,
 * and the copy is started: it must have everything that was acknowledged before. {@code -Dquoin.copies.rounds=50} makes
 * it 50 times on each backend, {@code -Dquoin.copies.seed=…} repeats a run's choices.
 */
class StoppedCopyIT {

    private static final int ROUNDS = Integer.getInteger("quoin.copies.rounds", 2);
    private static final long SEED = Long.getLong("quoin.copies.seed", new Random().nextLong());
    private static final int PUTS = 600;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final History history = new History();
    private final Random random = new Random(SEED);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"rocksdb", "lmdb", "mapdb"})
    void copiesHaveWhatWasAcknowledged(String backend) throws InterruptedException {
        ServerProgram program = ServerProgram.underTest();
        assumeTrue(program.isQuoin() || backend.equals("rocksdb"), "etcd has one backend");
        System.out.println("copies of " + backend + ": " + ROUNDS + ", -Dquoin.copies.seed=" + SEED);
        try (Node node = spec(program, "data", backend).start();
                ApiClient client = node.client()) {
            for (int round = 1; round <= ROUNDS; round++) {
                History before = copy(node, client, round);
                check(spec(program, "copy" + round, backend), before, round);
            }
            history.verifyAll(client);
        }
    }

    private NodeSpec spec(ServerProgram program, String data, String backend) {
        NodeSpec spec = NodeSpec.of(program, folder.resolve(data));
        return program.isQuoin() ? spec.flag("--backend", backend) : spec;
    }

    /** What was acknowledged when the copy was made. The rest of the load goes on behind it. */
    private History copy(Node node, ApiClient client, int round) throws InterruptedException {
        int stopAfter = 1 + random.nextInt(PUTS - 100);
        CountDownLatch reached = new CountDownLatch(stopAfter);
        Putter putter = new Putter(client, history, "r" + round, new Random(random.nextLong()));
        Thread load = Thread.ofPlatform().name("load").start(() -> put(putter, reached));
        assertThat(reached.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(stopAfter + " answers\n" + node.lastWords())
                .isTrue();
        History before;
        try (var _ = StoppedProcess.of(node)) {
            Path copy = folder.resolve("copy" + round);
            new Command(List.of("cp", "-a", node.spec().dataDir().toString(), copy.toString()))
                    .run("", PATIENCE)
                    .expectSuccess();
            assertThat(Files.isDirectory(copy.resolve("member"))).isTrue();
            before = history.soFar();
        }
        load.join(PATIENCE);
        assertThat(load.isAlive()).as("load goes on after the stop").isFalse();
        return before;
    }

    private static void put(Putter putter, CountDownLatch reached) {
        try {
            putter.put(PUTS, count -> reached.countDown());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void check(NodeSpec copy, History before, int round) {
        try (Node node = copy.start();
                ApiClient client = node.client()) {
            int unacknowledged = before.verify(client);
            before.verifyAll(client);
            System.out.printf(
                    "round %2d: %5d acknowledged puts are in the copy, and %2d that nobody was told of%n",
                    round, before.acknowledgedCount(), unacknowledged);
        }
    }
}
