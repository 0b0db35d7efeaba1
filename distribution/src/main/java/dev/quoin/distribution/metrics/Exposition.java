package dev.quoin.distribution.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Shows figures in the text form of Prometheus, or in that of OpenMetrics to who accepts it. Safe for use by any thread. */
public final class Exposition {
    private static final String OPEN_METRICS = "application/openmetrics-text";

    private final PrometheusRegistry registry;
    private final ExpositionFormatWriter text = PrometheusTextFormatWriter.create();
    private final ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();

    Exposition(PrometheusRegistry registry) {
        this.registry = registry;
    }

    /**
     * All figures as of now.
     *
     * @param accept the request's header {@code Accept}, null where there is none
     */
    public Rendered render(@Nullable String accept) {
        ExpositionFormatWriter writer = accept != null && accept.contains(OPEN_METRICS) ? openMetrics : text;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Rendered(writer.getContentType(), out.toByteArray());
    }

    /**
     * Figures in some form.
     *
     * @param contentType the form
     * @param bytes never changed by anyone
     */
    public record Rendered(String contentType, byte[] bytes) {}
}
