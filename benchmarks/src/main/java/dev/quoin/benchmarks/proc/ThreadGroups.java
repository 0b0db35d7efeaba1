package dev.quoin.benchmarks.proc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Threads by what they do: those whose names differ in a number only are one group. */
public final class ThreadGroups {
    /** Also what is left of it, because the kernel cuts names at 15 bytes. */
    private static final Pattern NUMBER_AT_END = Pattern.compile("([-_#:. ]*\\d+)*[-_#:. ]*$");

    private ThreadGroups() {}

    /** {@code C2 CompilerThread0} and {@code GC Thread#3} without their numbers; a name of nothing else stays as it is. */
    public static String groupOf(String threadName) {
        String group = NUMBER_AT_END.matcher(threadName.trim()).replaceAll("");
        return switch (group) {
            case "" -> threadName.trim();
            case "C2 CompilerThre", "C1 CompilerThre" -> group.substring(0, 2) + " compiler";
            default -> group;
        };
    }

    /** What each group used between two readings, the largest first; groups that used nothing are left out. */
    public static Map<String, Long> used(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> used = new LinkedHashMap<>();
        after.entrySet().stream()
                .map(e -> Map.entry(e.getKey(), e.getValue() - before.getOrDefault(e.getKey(), 0L)))
                .filter(e -> e.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(e -> used.put(e.getKey(), e.getValue()));
        return used;
    }
}
