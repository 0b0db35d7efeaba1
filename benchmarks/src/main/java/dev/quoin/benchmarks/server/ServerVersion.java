package dev.quoin.benchmarks.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Asks an executable for its version. */
public final class ServerVersion {
    private ServerVersion() {}

    /** The lines that name versions of servers, joined. */
    public static String of(ServerSpec spec) throws IOException {
        Process process = new ProcessBuilder(spec.executable().toString(), "--version")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String versions = said.lines()
                .filter(line -> line.contains("Version:") && !line.startsWith("Go "))
                .collect(Collectors.joining(", "));
        return versions.isEmpty() ? "says no version" : versions;
    }
}
