package dev.quoin.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.testkit.cluster.ClusterRun;
import dev.quoin.testkit.cluster.SeedResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The same seed does the same, line by line, in this process and in any other. */
class SameSeedTest {
    private static final int ALL_LINES = 1_000_000;

    @Test
    void sameSeedSameTrace() {
        for (long seed = 1; seed <= 8; seed++) {
            SeedResult once = ClusterRun.run(seed, new QuoinMembers(), ALL_LINES);
            SeedResult again = ClusterRun.run(seed, new QuoinMembers(), ALL_LINES);
            assertThat(again.trace()).as("trace of seed %s", seed).isEqualTo(once.trace());
            assertThat(again).as("seed %s", seed).isEqualTo(once);
        }
    }

    @Test
    void traceChangesNothing() {
        assertThat(ClusterRun.run(5, new QuoinMembers(), 0).fingerprint())
                .isEqualTo(ClusterRun.run(5, new QuoinMembers(), ALL_LINES).fingerprint());
    }

    @Test
    void otherSeedsDoOtherThings() {
        assertThat(ClusterRun.run(1, new QuoinMembers(), 0).fingerprint())
                .isNotEqualTo(ClusterRun.run(2, new QuoinMembers(), 0).fingerprint());
    }

    /** Sets of the JDK have another order in each process; nothing may depend on it. */
    @Test
    void anotherProcessDoesTheSame() throws IOException {
        String there = inAnotherProcess("--seeds", "15", "--trace", "--trace-lines", "1");
        for (long seed = 1; seed <= 15; seed++) {
            SeedResult here = ClusterRun.run(seed, new QuoinMembers(), 0);
            assertThat(there)
                    .contains("seed " + seed + ": " + here.figures() + ", fingerprint "
                            + Long.toHexString(here.fingerprint()) + "\n");
        }
    }

    private static String inAnotherProcess(String... arguments) throws IOException {
        String own = System.getProperty("java.class.path");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", own),
                Sim.class.getName());
        builder.command().addAll(java.util.List.of(arguments));
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                process.destroyForcibly();
                throw new UncheckedIOException(new IOException(e));
            }
        }
    }
}
