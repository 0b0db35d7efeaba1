package dev.quoin.benchmarks.report;

import java.util.Collection;
import java.util.List;

/**
 * The middle of some rounds, and how far they lie apart.
 *
 * @param value the median; of an even number of rounds, the mean of the middle two
 * @param least the smallest
 * @param most the largest
 */
public record Median(double value, double least, double most) {
    /** Of at least one value. */
    public static Median of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double value = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Median(value, sorted.getFirst(), sorted.getLast());
    }
}
