package dev.quoin.benchmarks.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final List<String> ROLLUP = List.of(
            "558f52c9e000-7fff44ba7000 ---p 00000000 00:00 0      [rollup]",
            "Rss:                1768 kB",
            "Pss:                 310 kB",
            "Pss_Dirty:           112 kB");

    @Test
    void readsResidentProportionalAndPeak() {
        Memory memory = Memory.parse(ROLLUP, List.of("Name:\tetcd", "VmHWM:\t   2000 kB"));
        assertThat(memory).isEqualTo(new Memory(1768 * 1024, 310 * 1024, 2000 * 1024));
    }

    @Test
    void aMissingLineIsNamed() {
        assertThatThrownBy(() -> Memory.parse(List.of("Rss: 1 kB"), List.of())).hasMessageContaining("Pss:");
    }
}
