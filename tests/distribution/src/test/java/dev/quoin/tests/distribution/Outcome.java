package dev.quoin.tests.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a process that ended by itself left behind. */
record Outcome(int exitCode, String output, String errors) {
    /** A guard against a hang, not a measure. */
    private static final long PATIENCE_SECONDS = 60;

    static Outcome of(ProcessBuilder command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("quoin-it", ".out");
        Path errors = Files.createTempFile("quoin-it", ".err");
        try {
            Process process = command.redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError(command.command() + " did not end; it wrote " + Files.readString(errors));
            }
            return new Outcome(process.exitValue(), Files.readString(output, UTF_8), Files.readString(errors, UTF_8));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    /** What was written to standard error, without log lines. */
    List<String> messages() {
        return errors.lines().filter(line -> !line.startsWith("{")).toList();
    }
}
