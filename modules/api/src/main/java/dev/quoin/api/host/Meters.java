package dev.quoin.api.host;

import java.util.function.DoubleSupplier;

/**
 * Makes the figures that an operator watches. A meter is made once, with its labels, and kept; using it afterwards
 * allocates nothing and may be done by any thread. Names are those of etcd where etcd has the figure. Making a meter of
 * the same name and labels again replaces the former one.
 */
public interface Meters {
    /** Measures nothing. */
    Meters NONE = new NoMeters();

    /** A figure that only grows. @param name ends in {@code _total} */
    Counter counter(String name, String help, Label... labels);

    /**
     * A figure that only grows and is kept elsewhere.
     *
     * @param name ends in {@code _total}
     * @param value read whenever somebody looks; any thread, must not block
     */
    void counter(String name, String help, DoubleSupplier value, Label... labels);

    /** A figure that goes up and down. */
    Gauge gauge(String name, String help, Label... labels);

    /**
     * A figure that goes up and down and is kept elsewhere.
     *
     * @param value read whenever somebody looks; any thread, must not block
     */
    void gauge(String name, String help, DoubleSupplier value, Label... labels);

    /**
     * A distribution.
     *
     * @param bounds the upper bounds of its buckets, ascending; a last one without bound is added
     */
    Histogram histogram(String name, String help, double[] bounds, Label... labels);

    /** Upper bounds that grow by a factor. */
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

    /** A distribution. Safe for use by any thread. */
    interface Histogram {
        /** Adds an observation. */
        void observe(double value);

        /** Adds a duration, in seconds. */
        default void observeNanos(long nanos) {
            observe(nanos / 1e9);
        }
    }
}
