package dev.quoin.benchmarks.profile;

import java.util.List;

/**
 * Where the CPU of a JVM went during a load.
 *
 * @param title the server and what it was asked
 * @param samples how many stacks were seen
 * @param frames the methods on top of the stack, hottest first
 * @param layers the same by layer, with what the JDK does added to the layer that asked for it
 * @param threads the same by group of threads
 */
public record CpuProfile(String title, long samples, List<Share> frames, List<Share> layers, List<Share> threads) {
    /** A part of the samples, in percent. */
    public record Share(String name, double percent) {}
}
