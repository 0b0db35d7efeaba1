package dev.quoin.testkit.host;

import dev.quoin.api.host.Label;
import dev.quoin.api.host.Meters;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * Meters whose figures a test can read. A figure is named as in Prometheus: {@code name} or {@code
 * name{label="value"}}.
 */
public final class RecordingMeters implements Meters {
    private final ConcurrentMap<String, DoubleSupplier> figures = new ConcurrentHashMap<>();

    /** Returns the present value of a figure. For a distribution, ask for {@code name_count} and {@code name_sum}. */
    public double value(String figure) {
        DoubleSupplier found = figures.get(figure);
        if (found == null) {
            throw new AssertionError("no figure " + figure + "; there are " + figures.keySet());
        }
        return found.getAsDouble();
    }

    /** Returns true when there is such a figure. */
    public boolean has(String figure) {
        return figures.containsKey(figure);
    }

    /** All figures, by name. */
    public Map<String, Double> values() {
        Map<String, Double> values = new TreeMap<>();
        figures.forEach((name, value) -> values.put(name, value.getAsDouble()));
        return values;
    }

    @Override
    public Counter counter(String name, String help, Label... labels) {
        DoubleAdder sum = new DoubleAdder();
        figures.put(figure(name, labels), sum::sum);
        return amount -> {
            if (amount < 0) {
                throw new IllegalArgumentException(name + " can not shrink by " + amount);
            }
            sum.add(amount);
        };
    }

    @Override
    public void counter(String name, String help, DoubleSupplier value, Label... labels) {
        figures.put(figure(name, labels), value);
    }

    @Override
    public Gauge gauge(String name, String help, Label... labels) {
        double[] last = new double[1];
        figures.put(figure(name, labels), () -> last[0]);
        return value -> last[0] = value;
    }

    @Override
    public void gauge(String name, String help, DoubleSupplier value, Label... labels) {
        figures.put(figure(name, labels), value);
    }

    @Override
    public Histogram histogram(String name, String help, double[] bounds, Label... labels) {
        LongAdder count = new LongAdder();
        DoubleAdder sum = new DoubleAdder();
        figures.put(figure(name + "_count", labels), count::sum);
        figures.put(figure(name + "_sum", labels), sum::sum);
        return value -> {
            count.increment();
            sum.add(value);
        };
    }

    private static String figure(String name, Label... labels) {
        if (labels.length == 0) {
            return name;
        }
        String joined = String.join(
                ",",
                Arrays.stream(labels)
                        .map(label -> label.name() + "=\"" + label.value() + "\"")
                        .toList());
        return name + "{" + joined + "}";
    }
}
