package dev.quoin.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoadRulesTest {
    @Test
    void sequentialOrderTouchesEveryKeyAndNoneBeyond() {
        KeyOrder order = KeyOrder.sequential(100);
        long[] starts = LongStream.range(0, 4)
                .map(n -> order.next(n, 30, new SplittableRandom(1)))
                .toArray();
        assertThat(starts).containsExactly(0, 30, 60, 70);
    }

    @Test
    void randomOrderStaysWithinTheKeys() {
        KeyOrder order = KeyOrder.random(100);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            assertThat(order.next(i, 30, random)).isBetween(0L, 70L);
        }
    }

    @Test
    void aBudgetGivesOutItsRequestsAndNoMore() {
        Budget budget = new Budget(Duration.ofHours(1), 2);
        long now = System.nanoTime();
        assertThat(LongStream.range(0, 4).map(i -> budget.take(now))).containsExactly(0L, 1L, -1L, -1L);
    }

    @Test
    void aBudgetEndsWithItsTime() {
        Budget budget = new Budget(Duration.ofHours(1), Long.MAX_VALUE);
        long now = System.nanoTime();
        assertThat(budget.take(now)).isZero();
        assertThat(budget.take(now + Duration.ofHours(1).toNanos())).isEqualTo(-1);
    }

    @Test
    void everyWorkloadIsFoundByItsName() {
        for (Workload workload : Workload.values()) {
            assertThat(Workload.of(workload.text())).isEqualTo(workload);
        }
        assertThatThrownBy(() -> Workload.of("nosuch"))
                .hasMessageContaining("nosuch")
                .hasMessageContaining("linearizable-get");
    }

    @Test
    void theMixIsAsWeighted() {
        LoadShape shape = new LoadShape(1, 1, 8, 10, 1, 20, 1);
        Phase phase = new Phase(
                Workload.MIXED.operations(shape),
                KeyOrder.random(10),
                new ValuePool(8, 1),
                new Budget(Duration.ofHours(1), 1),
                1);
        SplittableRandom random = new SplittableRandom(1);
        long puts = LongStream.range(0, 100_000)
                .filter(i -> phase.choose(random) == 0)
                .count();
        assertThat(puts).isBetween(19_500L, 20_500L);
    }

    @Test
    void sizesOutOfBoundsNameTheirOption() {
        assertThatThrownBy(() -> new LoadShape(0, 1, 8, 10, 1, 20, 1)).hasMessageContaining("--connections");
        assertThatThrownBy(() -> new LoadShape(1, 1, -1, 10, 1, 20, 1)).hasMessageContaining("--value-size");
        assertThatThrownBy(() -> new LoadShape(1, 1, 8, 0, 1, 20, 1)).hasMessageContaining("--keys");
        assertThatThrownBy(() -> new LoadShape(1, 1, 8, 10, 1, 101, 1)).hasMessageContaining("--write-percent");
    }
}
