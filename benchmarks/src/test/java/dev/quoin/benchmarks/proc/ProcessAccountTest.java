package dev.quoin.benchmarks.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class ProcessAccountTest {
    private static final long LARGE = 200 << 20;

    private final ProcessAccount self =
            new ProcessAccount(ProcessHandle.current().pid(), false);

    @Test
    void workOfThisProcessShowsInItsAccount() throws IOException {
        long before = self.cpuNanos();
        long threadsBefore = sumOfThreads();
        long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() + 100_000_000L;
        while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(self.cpuNanos() - before).isGreaterThanOrEqualTo(80_000_000L);
        assertThat(sumOfThreads() - threadsBefore).isGreaterThanOrEqualTo(80_000_000L);
    }

    private long sumOfThreads() throws IOException {
        return self.cpuNanosByThread().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    @Test
    void memoryIsPlausible() throws IOException {
        Memory memory = self.memory();
        assertThat(memory.resident()).isGreaterThan(10 << 20).isLessThanOrEqualTo(memory.peakResident());
        assertThat(memory.proportional()).isPositive().isLessThanOrEqualTo(memory.resident());
    }

    @Test
    void thePeakOfAPhaseForgetsWhatWasBefore() throws IOException {
        long before = self.memory().resident();
        try (Arena arena = Arena.ofConfined()) {
            arena.allocate(LARGE).fill((byte) 1);
        }
        long peak = self.memory().peakResident();
        assertThat(peak).isGreaterThan(before + LARGE / 2);
        self.resetPeak();
        assertThat(self.memory().peakResident()).isLessThan(peak - LARGE / 2);
    }

    @Test
    void childrenAreIncludedOnlyWhenAsked() throws IOException {
        Process child = new ProcessBuilder("cat").start();
        try {
            long mine = self.memory().resident();
            long both =
                    new ProcessAccount(ProcessHandle.current().pid()).memory().resident();
            assertThat(both).isNotEqualTo(mine);
            assertThat(new ProcessAccount(child.pid()).cpuNanosByThread()).containsOnlyKeys("cat");
        } finally {
            child.destroy();
        }
    }
}
