package dev.quoin.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Facts about the machine that a reader of the figures needs. */
public final class Machine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Path LOAD_AVERAGE = Path.of("/proc/loadavg");
    private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

    private Machine() {}

    /** By name, in the order to show them; the folder is where data directories will be. */
    public static Map<String, String> facts(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString(), null, "no such folder");
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", field(CPU_INFO, "model name"));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", field(MEMORY_INFO, "MemTotal"));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("file system of the data", Files.getFileStore(folder).type());
        facts.put("JVM of the load generator", Runtime.version().toString());
        facts.put("load average before the run", Files.readString(LOAD_AVERAGE).split(" ", 2)[0]);
        return facts;
    }

    private static String field(Path file, String name) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(name)) {
                return line.substring(line.indexOf(':') + 1).trim();
            }
        }
        return "unknown";
    }
}
