package dev.quoin.core.watch;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories, watches and readers; what each watch gets must be what a plain list of all events says. */
class WatchModelTest {
    private static final int SEEDS = Integer.getInteger("quoin.watch.seeds", 150);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void everyWatchGetsWhatTheModelSays(int part) {
        for (int seed = part; seed < SEEDS; seed += 4) {
            try {
                new WatchModelRun(seed).run();
            } catch (Throwable failure) {
                throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
            }
        }
    }
}
