package dev.quoin.distribution.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.host.Label;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a scrape sees of the meters. */
class PrometheusMetersTest {
    private final PrometheusMeters meters = new PrometheusMeters();

    @Test
    void showsEachKindAsPrometheusReadsIt() {
        AtomicLong kept = new AtomicLong(3);
        meters.counter("puts_total", "Puts.").add(2);
        meters.counter("kept_total", "Kept elsewhere.", kept::get);
        meters.gauge("handled", "By method.", new Label("method", "Put")).set(4);
        meters.gauge("handled", "By method.", new Label("method", "Range")).set(5);
        meters.histogram("seconds", "Durations.", new double[] {0.001, 0.002}).observeNanos(1_500_000);
        kept.set(7);
        assertThat(text(null))
                .contains("# TYPE puts_total counter\nputs_total 2.0\n")
                .contains("kept_total 7.0\n")
                .contains("handled{method=\"Put\"} 4.0\nhandled{method=\"Range\"} 5.0\n")
                .contains("seconds_bucket{le=\"0.001\"} 0\nseconds_bucket{le=\"0.002\"} 1\n")
                .contains("seconds_count 1\nseconds_sum 0.0015\n");
    }

    /** etcd has gauges whose names end like those of counters. */
    @Test
    void aGaugeMayHaveACountersName() {
        meters.gauge("etcd_server_proposals_committed_total", "Committed.", () -> 9);
        assertThat(text("text/plain"))
                .contains("# TYPE etcd_server_proposals_committed_total gauge\n"
                        + "etcd_server_proposals_committed_total 9.0\n");
    }

    @Test
    void aMeterMadeAgainTakesTheFormersPlace() {
        meters.gauge("level", "Of the first.", () -> 1);
        meters.gauge("level", "Of the second.", () -> 2);
        assertThat(text(null)).contains("\nlevel 2.0\n");
    }

    @Test
    void whoAcceptsOpenMetricsGetsIt() {
        meters.counter("puts_total", "Puts.").increment();
        assertThat(text("application/openmetrics-text;version=1.0.0;q=0.5,text/plain"))
                .endsWith("# EOF\n");
        assertThat(meters.exposition().render(null).contentType()).startsWith("text/plain; version=0.0.4");
    }

    private String text(String accept) {
        return new String(meters.exposition().render(accept).bytes(), UTF_8);
    }
}
