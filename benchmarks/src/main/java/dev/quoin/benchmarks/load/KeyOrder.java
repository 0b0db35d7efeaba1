package dev.quoin.benchmarks.load;

import java.util.SplittableRandom;

/** Which key a request is about. */
interface KeyOrder {
    /** The first of the keys that a request touches. */
    long next(long requestNumber, long span, SplittableRandom random);

    /** Any key, each as likely as the next. */
    static KeyOrder random(long keys) {
        return (number, span, random) -> random.nextLong(keys - span + 1);
    }

    /** All keys once, in order; the last request repeats some when the span does not divide the number of keys. */
    static KeyOrder sequential(long keys) {
        return (number, span, random) -> Math.min(number * span, keys - span);
    }
}
