package dev.quoin.benchmarks.proc;

/**
 * A line of {@code /proc/PID/stat} or {@code /proc/PID/task/TID/stat}.
 *
 * @param name of the process or thread, at most 15 bytes
 * @param ticks CPU used so far in user and kernel mode; that of a process includes its threads, also those that have ended
 */
public record ProcStat(String name, long ticks) {
    /** The kernel reports in units of a hundredth of a second on every architecture that the JVM runs on. */
    private static final long NANOS_PER_TICK = 10_000_000;

    /** The fields after the name count from 3, the state; user time is field 14, system time field 15 (proc_pid_stat(5)). */
    private static final int USER_TIME = 14 - 3;

    /** Reads a line. The name may itself contain spaces and brackets, so it ends at the last bracket. */
    public static ProcStat parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        if (open < 0 || close < open) {
            throw new IllegalArgumentException("not a stat line: " + line);
        }
        String[] fields = line.substring(close + 1).trim().split(" ", -1);
        if (fields.length <= USER_TIME + 1) {
            throw new IllegalArgumentException("not a stat line: " + line);
        }
        long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
        return new ProcStat(line.substring(open + 1, close), ticks);
    }

    /** CPU used so far. */
    public long nanos() {
        return ticks * NANOS_PER_TICK;
    }
}
