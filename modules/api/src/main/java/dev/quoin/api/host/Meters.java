package dev.quoin.api.host;

import java.util.function.DoubleSupplier;

/**
 * Makes meters: figures that an operator watches. A part makes a meter once, with its labels, and keeps it. Using a
 * meter allocates nothing, and any thread may do it. A figure that etcd has bears etcd's name. A second meter of the
 * same name and labels takes the place of the first.
 */
public interface Meters {
    /** Makes meters that measure nothing. */
    Meters NONE = new NoMeters();

    /** A figure that only grows. @param name ends in {@code _total} */
    Counter counter(String name, String help, Label... labels);

    /**
     * Makes a figure that only grows and is kept elsewhere.
     *
     * @param name ends in {@code _total}
     * @param value read whenever somebody looks; any thread, must not block
     */
    void counter(String name, String help, DoubleSupplier value, Label... labels);

    /** A figure that goes up and down. */
    Gauge gauge(String name, String help, Label... labels);

    /**
     * Makes a figure that goes up and down and is kept elsewhere.
     *
     * @param value read whenever somebody looks; any thread, must not block
     */
    void gauge(String name, String help, DoubleSupplier value, Label... labels);

    /**
     * Makes a distribution.
     *
     * @param bounds the upper bounds of its buckets, ascending; a last one without bound is added
     */
    Histogram histogram(String name, String help, double[] bounds, Label... labels);

    /** Returns upper bounds that grow by a factor. */
    static double[] exponential(double first, double factor, int count) {
        double[] bounds = new double[count];
        double bound = first;
        for (int i = 0; i < count; i++) {
            bounds[i] = bound;
            bound *= factor;
        }
        return bounds;
    }

    /** A figure that only grows. Safe for use by any thread. */
    interface Counter {
        /** Adds some; not negative. */
        void add(double amount);

        /** Adds one. */
        default void increment() {
            add(1);
        }
    }

    /** A figure that goes up and down. Safe for use by any thread. */
    interface Gauge {
        /** Sets it. */
        void set(double value);
    }

    /** Makes a distribution. Safe for use by any thread. */
    interface Histogram {
        /** Adds an observation. */
        void observe(double value);

        /** Adds a duration, in seconds. */
        default void observeNanos(long nanos) {
            observe(nanos / 1e9);
        }
    }
}
