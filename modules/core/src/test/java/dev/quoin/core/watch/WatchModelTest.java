package dev.quoin.core.watch;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories, watches and readers; what each watch gets must be what a plain list of all events says. */
class WatchModelTest {
    private static final int SEEDS = Integer.getInteger("quoin.watch.seeds", 150);
    private static final int FIRST = Integer.getInteger("quoin.watch.first-seed", 0);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void everyWatchGetsWhatTheModelSays(int part) {
        for (int seed = FIRST + part; seed < FIRST + SEEDS; seed += 4) {
            try {
                new WatchModelRun(seed).run();
            } catch (Throwable failure) {
                throw new AssertionError(
                        "again with -Dquoin.watch.first-seed=" + seed + " -Dquoin.watch.seeds=1: "
                                + failure.getMessage(),
                        failure);
            }
        }
    }
}
