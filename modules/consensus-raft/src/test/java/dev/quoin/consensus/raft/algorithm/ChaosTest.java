package dev.quoin.consensus.raft.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.consensus.raft.algorithm.support.Chaos;
import org.junit.jupiter.api.Test;

/** Whatever happens to a group, it keeps its promises, and it comes to an agreement when it is left in peace. */
class ChaosTest {
    private static final int SEEDS = 200;

    private static void run(int firstSeed, boolean changes) {
        long applied = 0;
        for (int seed = firstSeed; seed < firstSeed + SEEDS; seed++) {
            try {
                Chaos chaos = new Chaos(seed, changes);
                chaos.run(5_000);
                chaos.calmDown();
                applied += chaos.applied();
            } catch (AssertionError | RuntimeException violation) {
                throw new AssertionError("seed " + seed + ": " + violation, violation);
            }
        }
        assertThat(applied).as("entries applied").isGreaterThan(50L * SEEDS);
    }

    @Test
    void withFixedMembers() {
        run(1, false);
    }

    @Test
    void withChangingMembers() {
        run(10_001, true);
    }
}
