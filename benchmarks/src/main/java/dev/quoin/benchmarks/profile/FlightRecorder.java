package dev.quoin.benchmarks.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Records where another JVM of the same user spends CPU, from outside. It samples CPU time rather than the clock, so a thread that waits is
 * not seen, and one in native code is, under the method that called it. Threads of the JVM itself are not in it.
 */
public final class FlightRecorder {
    /** CPU-time sampling came with JDK 25, on Linux. */
    static final String SAMPLE = "jdk.CPUTimeSample";

    private static final String NAME = "quoin-bench";

    private final long pid;

    /** For the JVM with a process id. */
    public FlightRecorder(long pid) {
        this.pid = pid;
    }

    /** A load that may fail. */
    @FunctionalInterface
    public interface Load {
        /** Makes the load; returns when it is over. */
        void run() throws IOException;
    }

    /** Whether a process is a JVM that this one can reach. */
    public static boolean isJvm(long pid) throws IOException {
        Path executable = Path.of("/proc/" + pid + "/exe");
        return Files.exists(executable) && executable.toRealPath().endsWith("java");
    }

    /** Records while a load runs. */
    public CpuProfile during(String title, Load load) throws IOException {
        if (!isJvm(pid)) {
            throw new IOException("process " + pid + " is no JVM of this user");
        }
        Path folder = Files.createTempDirectory("quoin-bench-profile-");
        Path file = folder.resolve("recording.jfr");
        try {
            jcmd(
                    "JFR.start",
                    "name=" + NAME,
                    "settings=none",
                    "+" + SAMPLE + "#enabled=true",
                    "+" + SAMPLE + "#throttle=1000/s");
            try {
                load.run();
            } finally {
                jcmd("JFR.stop", "name=" + NAME, "filename=" + file);
            }
            return RecordingReader.read(title, file);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private void jcmd(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(Long.toString(pid));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            // Some refusals come with exit code 0.
            boolean refused = said.contains("Could not") || said.contains("Exception") || said.contains("not found");
            if (process.waitFor() != 0 || refused) {
                throw new IOException("cannot profile process " + pid + ": " + withoutTrace(said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String withoutTrace(String said) {
        return said.lines().filter(line -> !line.startsWith("\tat ")).collect(Collectors.joining(" "));
    }
}
