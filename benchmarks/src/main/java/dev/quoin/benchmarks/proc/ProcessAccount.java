package dev.quoin.benchmarks.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The account of one process, or of several taken together. Reading it costs them nothing. */
public final class ProcessAccount {
    private static final Path PROC = Path.of("/proc");

    private final List<Long> pids;
    private final boolean withChildren;

    /** Of a running process and what it started. */
    public ProcessAccount(long pid) {
        this(pid, true);
    }

    /** Of a running process, with or without the processes that it started. */
    public ProcessAccount(long pid, boolean withChildren) {
        this(List.of(pid), withChildren);
    }

    /** Of running processes, with or without the processes that they started. */
    public ProcessAccount(List<Long> pids, boolean withChildren) {
        this.pids = List.copyOf(pids);
        this.withChildren = withChildren;
    }

    /** CPU used so far, user and kernel mode, by all threads. */
    public long cpuNanos() throws IOException {
        long sum = 0;
        for (Path process : processes()) {
            sum += ProcStat.parse(Files.readString(process.resolve("stat"))).nanos();
        }
        return sum;
    }

    /** Memory now. */
    public Memory memory() throws IOException {
        Memory sum = Memory.NONE;
        for (Path process : processes()) {
            sum = sum.plus(Memory.parse(
                    Files.readAllLines(process.resolve("smaps_rollup")),
                    Files.readAllLines(process.resolve("status"))));
        }
        return sum;
    }

    /** Lets the peak of {@link #memory} begin anew at what is resident now (proc_pid_clear_refs(5)). */
    public void resetPeak() throws IOException {
        for (Path process : processes()) {
            Files.writeString(process.resolve("clear_refs"), "5\n", StandardOpenOption.WRITE);
        }
    }

    /**
     * CPU used so far by the threads that live, in nanoseconds by {@link ThreadGroups#groupOf group}. Finer than {@link #cpuNanos}, but blind
     * for threads that have ended.
     */
    public Map<String, Long> cpuNanosByThread() throws IOException {
        Map<String, Long> sums = new TreeMap<>();
        for (Path process : processes()) {
            try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
                for (Path task : tasks.toList()) {
                    addThread(task, sums);
                }
            }
        }
        return sums;
    }

    private static void addThread(Path task, Map<String, Long> sums) throws IOException {
        try {
            String name = Files.readString(task.resolve("comm")).strip();
            sums.merge(ThreadGroups.groupOf(name), exactNanos(task), Long::sum);
        } catch (IOException e) {
            // The thread ended between the listing and the reading: the file is gone, or reading it fails.
            return;
        }
    }

    /** The scheduler's own account is in nanoseconds; a kernel built without it leaves the one in hundredths of a second. */
    private static long exactNanos(Path task) throws IOException {
        Path schedule = task.resolve("schedstat");
        return Files.exists(schedule)
                ? Long.parseLong(Files.readString(schedule).split(" ", 2)[0])
                : ProcStat.parse(Files.readString(task.resolve("stat"))).nanos();
    }

    private List<Path> processes() {
        Stream<Long> children = pids.stream()
                .filter(pid -> withChildren)
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid);
        return Stream.concat(pids.stream(), children)
                .map(id -> PROC.resolve(Long.toString(id)))
                .toList();
    }
}
