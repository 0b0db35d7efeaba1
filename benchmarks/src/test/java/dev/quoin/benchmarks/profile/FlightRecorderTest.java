package dev.quoin.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class FlightRecorderTest {
    private double sink;

    @Test
    void whatThisJvmIsBusyWithIsFound() throws IOException {
        CpuProfile profile = new FlightRecorder(ProcessHandle.current().pid()).during("busy", this::burnOneSecond);
        assertThat(profile.title()).isEqualTo("busy");
        assertThat(profile.samples()).isPositive();
        assertThat(profile.frames()).hasSizeBetween(1, 10);
        assertThat(profile.frames()).extracting(CpuProfile.Share::name).anyMatch(name -> name.endsWith(".burn"));
        assertThat(profile.layers()).extracting(CpuProfile.Share::name).contains("other");
        assertThat(profile.threads().stream()
                        .mapToDouble(CpuProfile.Share::percent)
                        .sum())
                .isBetween(99.0, 101.0);
    }

    private void burnOneSecond() {
        long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() + 1_000_000_000L;
        while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() < end) {
            sink = burn(sink);
        }
    }

    private static double burn(double from) {
        double x = from;
        for (int i = 1; i < 100_000; i++) {
            x += Math.sqrt(x + i);
        }
        return x;
    }

    @Test
    void aProcessThatIsNoJvmIsRefused() throws IOException {
        Process cat = new ProcessBuilder("cat").start();
        try {
            assertThatThrownBy(() -> new FlightRecorder(cat.pid()).during("cat", () -> {}))
                    .hasMessage("process " + cat.pid() + " is no JVM of this user");
        } finally {
            cat.destroy();
        }
    }
}
