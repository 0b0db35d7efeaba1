package dev.quoin.tests.compat.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quoin.tests.harness.Peer;
import dev.quoin.tests.harness.ServerProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random steps over the whole API, the same to the newest etcd there is and to the server under test: every answer,
 * error and event must be the same. {@code -Dquoin.differential.seeds=100} takes more seeds, {@code
 * -Dquoin.differential.first=…} begins with another one.
 */
class DifferentialIT {

    private static final int SEEDS = Integer.getInteger("quoin.differential.seeds", 10);
    private static final long FIRST = Long.getLong("quoin.differential.first", 1);
    private static final int STEPS = Integer.getInteger("quoin.differential.steps", 400);
    private static final int TRIES = Integer.getInteger("quoin.differential.tries", 60);

    /** After so many steps the events are compared too. */
    private static final int SETTLE_AFTER = 50;

    private static final int LIMIT = Integer.getInteger("quoin.differential.failures", 3);

    @TempDir
    Path folder;

    private int pairs;

    @Test
    void answersAreTheSame() throws IOException {
        assumeTrue(Peer.findOfServedVersion().isPresent(), Peer.tooOld());
        List<String> failures = new ArrayList<>();
        for (long seed = FIRST; seed < FIRST + SEEDS && failures.size() < LIMIT; seed++) {
            Optional<Difference> found = talk(seed);
            if (found.isPresent()) {
                System.out.println("seed " + seed + " differs at step "
                        + found.get().steps().size() + ":\n" + found.get().last());
                Difference smallest = new Minimizer(this::replay, TRIES).minimize(found.get());
                failures.add("-Dquoin.differential.first=" + seed + ", step "
                        + found.get().steps().size() + ", with fewer steps:\n" + smallest.report());
                System.out.println(failures.getLast());
            }
        }
        assertThat(failures).isEmpty();
        System.out.println(
                "differential: " + SEEDS + " seeds of " + STEPS + " steps from " + FIRST + " on, all the same");
    }

    private Optional<Difference> talk(long seed) throws IOException {
        try (Pair pair = pair()) {
            RequestStream stream = new RequestStream(seed);
            for (int i = 1; i <= STEPS; i++) {
                Optional<Difference> difference = pair.run(stream.next(pair.head()));
                if (difference.isEmpty() && (i % SETTLE_AFTER == 0 || i == STEPS)) {
                    difference = pair.settle();
                }
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return Optional.empty();
        }
    }

    private Optional<Difference> replay(List<Step> steps) {
        try (Pair pair = pair()) {
            for (Step step : steps) {
                Optional<Difference> difference = pair.run(step);
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return pair.settle();
        }
    }

    private Pair pair() {
        return new Pair(
                Peer.findNewest().orElseThrow().server(),
                ServerProgram.underTest(),
                folder.resolve(Integer.toString(pairs++)));
    }
}
