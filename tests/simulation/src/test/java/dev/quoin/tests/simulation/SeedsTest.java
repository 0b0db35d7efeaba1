package dev.quoin.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.testkit.cluster.ClusterRun;
import dev.quoin.testkit.cluster.SeedResult.Figures;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code quoin sim} does, on seeds that find nothing. */
class SeedsTest {
    private static final long SEEDS = Long.getLong("quoin.sim.seeds", 100);
    private static final long FIRST_SEED = Long.getLong("quoin.sim.first-seed", 1);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final StringWriter errors = new StringWriter();

    @Test
    void seedsFindNothing() {
        int exit = run("--seeds", "" + SEEDS, "--first-seed", "" + FIRST_SEED);
        String said = bytes.toString(StandardCharsets.UTF_8);
        System.out.print("simulator: " + said);
        assertThat(said).endsWith("seeds " + SEEDS + ", violations 0\n");
        assertThat(exit).isZero();
    }

    /**
     * In 1462 a candidate was elected, lost its term with the power, and was elected for the same term again. In 1051 and 1231 a member came back that could
     * not answer its leader, which had joined meanwhile.
     */
    @ParameterizedTest
    @ValueSource(longs = {1051, 1231, 1462})
    void seedsThatFoundSomethingDoNotAnyMore(long seed) {
        assertThat(ClusterRun.run(seed, new QuoinMembers(), 0).violation()).isNull();
    }

    @Test
    void seedSaysWhatItDid() {
        assertThat(run("--seeds", "1", "--first-seed", "3", "--trace")).isZero();
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("applied up to", "KV_PUT", "seed 3: no violation")
                .endsWith("seeds 1, violations 0\n");
    }

    @Test
    void badNumbersAreRefused() {
        assertThat(run("--seeds", "0")).isEqualTo(2);
        assertThat(run("--seeds", "many")).isEqualTo(2);
        assertThat(errors.toString().lines())
                .containsExactly(
                        "quoin sim: --seeds must be at least 1, not 0",
                        "quoin sim: Invalid value for option '--seeds': 'many' is not a long");
    }

    /** What is never reached is never checked. */
    @Test
    void seedsReachWhatTheyAreToReach() {
        Figures all = Figures.NONE;
        for (long seed = 1; seed <= 20; seed++) {
            all = all.plus(ClusterRun.run(seed, new QuoinMembers(), 0).figures());
        }
        System.out.println("simulator: 20 seeds: " + all);
        assertThat(all.answers()).isGreaterThan(2000);
        assertThat(all.events()).isGreaterThan(2000);
        assertThat(all.cancelled()).isGreaterThan(5);
        assertThat(all.terms()).isGreaterThan(60);
        assertThat(all.snapshots()).isGreaterThan(20);
        assertThat(all.changes()).isGreaterThan(20);
        assertThat(all.expired()).isGreaterThan(20);
    }

    private int run(String... arguments) {
        return Sim.commandLine(new PrintStream(bytes, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }
}
