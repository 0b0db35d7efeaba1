package dev.quoin.tests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.ServerProgram;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node is killed at a random moment under a thousand puts, started again, and must have every put that it acknowledged, each at its
 * revision, and no revision twice. {@code -Dquoin.kill.rounds=50} makes it 50 times, {@code -Dquoin.kill.seed=…} repeats a run's choices.
 */
class KillIT {

    private static final int PUTS = 1000;
    private static final long LONGEST_DELAY_NANOS = 5_000_000;
    private static final int ROUNDS = Integer.getInteger("quoin.kill.rounds", 5);
    private static final long SEED = Long.getLong("quoin.kill.seed", new Random().nextLong());

    @TempDir
    Path folder;

    private final History history = new History();

    @Test
    void keepsWhatItAcknowledged() throws InterruptedException {
        System.out.println("rounds of kill -9: " + ROUNDS + ", -Dquoin.kill.seed=" + SEED);
        Random random = new Random(SEED);
        NodeSpec spec = NodeSpec.of(ServerProgram.underTest(), folder.resolve("data"));
        for (int round = 1; round <= ROUNDS; round++) {
            killOnce(spec, round, random);
        }
        try (Node node = spec.start();
                ApiClient client = node.client()) {
            history.verifyAll(client);
        }
        System.out.println(
                "acknowledged in all: " + history.acknowledgedCount() + ", all there, each at a revision of its own");
    }

    private void killOnce(NodeSpec spec, int round, Random random) throws InterruptedException {
        int unacknowledged;
        int acknowledged;
        int killAt = 1 + random.nextInt(PUTS);
        long later = random.nextLong(LONGEST_DELAY_NANOS);
        boolean torn;
        try (Node node = spec.start();
                ApiClient client = node.client()) {
            torn = TornTail.repairs(node).isPresent();
            unacknowledged = history.verify(client);
            Putter putter = new Putter(client, history, "r" + round, random);
            acknowledged = putter.put(PUTS, count -> {
                if (count == killAt) {
                    killLater(node, later);
                }
            });
            node.awaitEnd();
            assertThat(acknowledged).isGreaterThanOrEqualTo(killAt);
        }
        System.out.printf(
                "round %2d: found %2d puts nobody was told of%s; killed after %4d of %d answers, %4d arrived%n",
                round, unacknowledged, torn ? " and a torn tail" : "", killAt, PUTS, acknowledged);
    }

    /** A random moment after an answer: otherwise every kill would come when the log has just been synced. */
    private static void killLater(Node node, long nanos) {
        Thread.ofPlatform().daemon().name("kill").start(() -> {
            LockSupport.parkNanos(nanos);
            node.killWithoutWaiting();
        });
    }
}
