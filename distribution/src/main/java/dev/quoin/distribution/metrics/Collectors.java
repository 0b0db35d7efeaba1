package dev.quoin.distribution.metrics;

import dev.quoin.api.host.Label;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** The library's collectors, one for each name; a series of one is made for each set of labels. Safe for use by any thread. */
final class Collectors {
    private final PrometheusRegistry registry;
    private final Map<String, Collector> collectors = new HashMap<>();
    private final Map<String, Series> callbacks = new HashMap<>();

    Collectors(PrometheusRegistry registry) {
        this.registry = registry;
    }

    CounterDataPoint counter(String name, String help, Label... labels) {
        Counter counter = collector(
                name,
                Counter.class,
                () -> Counter.builder()
                        .name(name)
                        .help(help)
                        .labelNames(names(labels))
                        .withoutExemplars()
                        .register(registry));
        return counter.labelValues(values(labels));
    }

    GaugeDataPoint gauge(String name, String help, Label... labels) {
        Gauge gauge = collector(
                name,
                Gauge.class,
                () -> Gauge.builder()
                        .name(name)
                        .help(help)
                        .labelNames(names(labels))
                        .withoutExemplars()
                        .register(registry));
        return gauge.labelValues(values(labels));
    }

    DistributionDataPoint histogram(String name, String help, double[] bounds, Label... labels) {
        Histogram histogram = collector(
                name,
                Histogram.class,
                () -> Histogram.builder()
                        .name(name)
                        .help(help)
                        .labelNames(names(labels))
                        .classicOnly()
                        .classicUpperBounds(bounds)
                        .withoutExemplars()
                        .register(registry));
        return histogram.labelValues(values(labels));
    }

    void counter(String name, String help, DoubleSupplier value, Label... labels) {
        Series series = series(name, value, labels);
        collector(
                name,
                CounterWithCallback.class,
                () -> CounterWithCallback.builder()
                        .name(name)
                        .help(help)
                        .labelNames(names(labels))
                        .callback(shown -> series.each(shown::call))
                        .register(registry));
    }

    void gauge(String name, String help, DoubleSupplier value, Label... labels) {
        Series series = series(name, value, labels);
        collector(
                name,
                GaugeWithCallback.class,
                () -> GaugeWithCallback.builder()
                        .name(name)
                        .help(help)
                        .labelNames(names(labels))
                        .callback(shown -> series.each(shown::call))
                        .register(registry));
    }

    private synchronized Series series(String name, DoubleSupplier value, Label... labels) {
        Series series = callbacks.computeIfAbsent(name, any -> new Series());
        series.put(values(labels), value);
        return series;
    }

    private synchronized <T extends Collector> T collector(String name, Class<T> type, Supplier<T> made) {
        return type.cast(collectors.computeIfAbsent(name, any -> made.get()));
    }

    private static String[] names(Label... labels) {
        return Arrays.stream(labels).map(Label::name).toArray(String[]::new);
    }

    private static String[] values(Label... labels) {
        return Arrays.stream(labels).map(Label::value).toArray(String[]::new);
    }

    /** The suppliers of one name, by the values of their labels. */
    private static final class Series {
        private final Map<List<String>, DoubleSupplier> suppliers = new LinkedHashMap<>();

        synchronized void put(String[] labels, DoubleSupplier value) {
            suppliers.put(List.of(labels), value);
        }

        /** Suppliers may take locks of their own, so they are asked outside of this one. */
        void each(Shown shown) {
            Map<List<String>, DoubleSupplier> now;
            synchronized (this) {
                now = new LinkedHashMap<>(suppliers);
            }
            now.forEach((labels, value) -> shown.call(value.getAsDouble(), labels.toArray(String[]::new)));
        }
    }

    private interface Shown {
        void call(double value, String... labels);
    }
}
