package dev.quoin.benchmarks.proc;

import java.util.List;

/**
 * Memory of a process, in bytes.
 *
 * @param resident pages in memory, shared ones counted in full (RSS)
 * @param proportional pages in memory, shared ones divided among those who share them (PSS)
 * @param peakResident the largest resident size since the start, or since {@link ProcessAccount#resetPeak}
 */
public record Memory(long resident, long proportional, long peakResident) {
    /** Nothing. */
    public static final Memory NONE = new Memory(0, 0, 0);

    /** Reads the lines of {@code smaps_rollup} and {@code status}. */
    static Memory parse(List<String> smapsRollup, List<String> status) {
        return new Memory(kilobytes(smapsRollup, "Rss:"), kilobytes(smapsRollup, "Pss:"), kilobytes(status, "VmHWM:"));
    }

    private static long kilobytes(List<String> lines, String field) {
        for (String line : lines) {
            if (line.startsWith(field)) {
                String number = line.substring(field.length()).trim().split(" ", 2)[0];
                return Math.multiplyExact(Long.parseLong(number), 1024L);
            }
        }
        throw new IllegalArgumentException("no line " + field + " in " + lines);
    }

    /** Of both. */
    Memory plus(Memory other) {
        return new Memory(
                resident + other.resident, proportional + other.proportional, peakResident + other.peakResident);
    }
}
