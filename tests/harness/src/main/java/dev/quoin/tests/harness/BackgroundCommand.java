package dev.quoin.tests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A command that runs until it is told to end, such as a watch. */
public final class BackgroundCommand implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;
    private final OutputLines output;
    private final OutputLines errors;

    BackgroundCommand(String name, Process process) {
        this.process = process;
        this.output = new OutputLines("output of " + name, process.getInputStream());
        this.errors = new OutputLines("errors of " + name, process.getErrorStream());
    }

    /** What it has printed. */
    public OutputLines output() {
        return output;
    }

    /** What it has printed on standard error. */
    public OutputLines errors() {
        return errors;
    }

    /** Types a line. */
    public void type(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it with SIGTERM and answers with all that it printed. */
    public List<String> end() {
        // Process.destroy would close the pipes as well, and lose what is in them.
        process.toHandle().destroy();
        return output.toEnd(PATIENCE);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
