package dev.quoin.api.host;

import java.util.function.DoubleSupplier;

/** Makes meters that measure nothing. */
final class NoMeters implements Meters {
    @Override
    public Counter counter(String name, String help, Label... labels) {
        return amount -> {};
    }

    @Override
    public void counter(String name, String help, DoubleSupplier value, Label... labels) {
        // Nobody looks.
    }

    @Override
    public Gauge gauge(String name, String help, Label... labels) {
        return value -> {};
    }

    @Override
    public void gauge(String name, String help, DoubleSupplier value, Label... labels) {
        // Nobody looks.
    }

    @Override
    public Histogram histogram(String name, String help, double[] bounds, Label... labels) {
        return value -> {};
    }
}
