package dev.quoin.distribution.metrics;

import dev.quoin.api.host.Label;
import dev.quoin.api.host.Meters;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.DoubleSupplier;

/** Meters on Prometheus' client library. Safe for use by any thread. */
public final class PrometheusMeters implements Meters {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Collectors collectors = new Collectors(registry);
    private final Exposition exposition = new Exposition(registry);

    /** Shows all figures. */
    public Exposition exposition() {
        return exposition;
    }

    @Override
    public Counter counter(String name, String help, Label... labels) {
        return collectors.counter(name, help, labels)::inc;
    }

    @Override
    public void counter(String name, String help, DoubleSupplier value, Label... labels) {
        collectors.counter(name, help, value, labels);
    }

    @Override
    public Gauge gauge(String name, String help, Label... labels) {
        return collectors.gauge(name, help, labels)::set;
    }

    @Override
    public void gauge(String name, String help, DoubleSupplier value, Label... labels) {
        collectors.gauge(name, help, value, labels);
    }

    @Override
    public Histogram histogram(String name, String help, double[] bounds, Label... labels) {
        return collectors.histogram(name, help, bounds, labels)::observe;
    }
}
