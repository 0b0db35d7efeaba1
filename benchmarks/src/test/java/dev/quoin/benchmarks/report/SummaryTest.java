package dev.quoin.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private final Summary summary = new Summary(Samples.report());

    @Test
    void theMedianOfOddAndEvenNumbers() {
        assertThat(Median.of(List.of(9.0, 1.0, 5.0))).isEqualTo(new Median(5, 1, 9));
        assertThat(Median.of(List.of(4.0, 1.0, 2.0, 100.0))).isEqualTo(new Median(3, 1, 100));
        assertThat(Median.of(List.of(7.0))).isEqualTo(new Median(7, 7, 7));
        assertThatThrownBy(() -> Median.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void roundsAreTakenTogether() {
        assertThat(summary.titles()).containsExactly("put, warm");
        assertThat(summary.median("put, warm", "rocksdb", Metric.RATE)).contains(new Median(2500, 2000, 3000));
    }

    @Test
    void ratiosAreTakenWithinEachRound() {
        // 10/40 and 12/24: not the ratio of the medians, which would be 11/32.
        assertThat(summary.ratio("put, warm", "rocksdb", Metric.SERVER_CPU)).contains(new Median(0.375, 0.25, 0.5));
        assertThat(summary.ratio("put, warm", "etcd", Metric.SERVER_CPU)).isEmpty();
    }

    @Test
    void whatCouldNotBeMeasuredHasNoFigure() {
        Report report = Samples.report();
        Summary unknown = new Summary(new Report(
                Report.FORMAT,
                report.date(),
                report.command(),
                "etcd",
                report.machine(),
                report.settings(),
                report.servers(),
                List.of(Samples.row(1, "etcd", 10, null)),
                List.of(),
                List.of()));
        assertThat(unknown.median("put, warm", "etcd", Metric.SERVER_CPU)).isEmpty();
        assertThat(unknown.median("put, warm", "rocksdb", Metric.RATE)).isEmpty();
    }
}
