package dev.quoin.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What {@code quoin sim} does, on seeds that find nothing. */
class SeedsTest {
    private static final long SEEDS = Long.getLong("quoin.sim.seeds", 100);
    private static final long FIRST_SEED = Long.getLong("quoin.sim.first-seed", 1);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void seedsFindNothing() {
        int exit = run("--seeds", "" + SEEDS, "--first-seed", "" + FIRST_SEED);
        String said = bytes.toString(StandardCharsets.UTF_8);
        System.out.print("simulator: " + said);
        assertThat(said).endsWith("seeds " + SEEDS + ", violations 0\n");
        assertThat(exit).isZero();
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
    }

    private int run(String... arguments) {
        return new CommandLine(new Sim(new PrintStream(bytes, true, StandardCharsets.UTF_8))).execute(arguments);
    }
}
