package dev.quoin.tests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.ServerProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node is killed, and the end of its log is torn: of the last puts, which count as never acknowledged, some sectors are lost. Started
 * again it must repair the tail, say so, and have every put from before. {@code -Dquoin.torn.rounds=…} and {@code -Dquoin.torn.seed=…}.
 */
class TornTailIT {

    private static final int ROUNDS = Integer.getInteger("quoin.torn.rounds", 4);
    private static final long SEED = Long.getLong("quoin.torn.seed", new Random().nextLong());

    @TempDir
    Path folder;

    private final History history = new History();

    @Test
    void repairsATornTailAndSaysSo() throws InterruptedException, IOException {
        System.out.println("rounds of torn tails: " + ROUNDS + ", -Dquoin.torn.seed=" + SEED);
        Random random = new Random(SEED);
        NodeSpec spec = NodeSpec.of(ServerProgram.underTest(), folder.resolve("data"));
        for (int round = 1; round <= ROUNDS; round++) {
            tearOnce(spec, "t" + round, random);
        }
        try (Node node = spec.start();
                ApiClient client = node.client()) {
            history.verifyAll(client);
        }
    }

    private void tearOnce(NodeSpec spec, String round, Random random) throws InterruptedException, IOException {
        TornTail before;
        TornTail after;
        try (Node node = spec.start();
                ApiClient client = node.client()) {
            new Putter(client, history, round, random).put(50, count -> {});
            before = TornTail.of(spec);
            // Nobody hears of these: what a client was not told may be lost.
            new Putter(client, history.deaf(), round + "-lost", random).put(20, count -> {});
            node.kill();
            after = TornTail.of(spec);
        }
        long lost = after.tear(before, random);
        try (Node node = spec.start();
                ApiClient client = node.client()) {
            String line = TornTail.repairs(node)
                    .orElseThrow(() -> new AssertionError("nothing is said about the torn tail\n" + node.lastWords()));
            System.out.println(round + ": lost " + lost + " bytes; " + line);
            if (spec.program().isQuoin()) {
                assertThat(line).contains(after.segment().getFileName().toString());
            }
            history.verify(client);
        }
    }
}
