package dev.quoin.tests.robustness.cluster;

import dev.quoin.tests.harness.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a node's process has in memory, by the kernel's account. */
public final class ProcessMemory {
    private final Path process;

    public ProcessMemory(Node node) {
        this.process = Path.of("/proc/" + node.pid());
    }

    /** In memory now. */
    public long residentMib() {
        return mib("VmRSS:");
    }

    /** The most there was at a time, since the start or the last {@link #forgetPeak}. */
    public long peakMib() {
        return mib("VmHWM:");
    }

    public void forgetPeak() {
        try {
            Files.writeString(process.resolve("clear_refs"), "5");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long mib(String field) {
        try {
            return Files.readAllLines(process.resolve("status")).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
