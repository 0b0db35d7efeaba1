package dev.quoin.tests.harness;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running server. It is ready when its log says so; it ends by a signal, and nothing of it is left when this is closed. */
public final class Node implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final NodeSpec spec;
    private final Process process;
    private final OutputLines log;

    Node(NodeSpec spec, Process process) {
        this.spec = spec;
        this.process = process;
        String name = spec.program().kind() + " " + process.pid();
        this.log = new OutputLines("log of " + name, process.getErrorStream());
        new OutputLines("output of " + name, process.getInputStream());
    }

    /**
     * Waits until the node serves clients.
     *
     * @throws AssertionError with the log, if it ends before or takes longer than a minute
     */
    public void awaitReady() {
        awaitReady(START);
    }

    /** Waits until the node serves clients, at most so long. */
    public void awaitReady(Duration patience) {
        log.awaitLine(
                line -> line.contains("ready to serve client requests"), patience, "the line that says it serves");
    }

    public NodeSpec spec() {
        return spec;
    }

    public Ports ports() {
        return spec.ports();
    }

    /** What the node logs, line by line. */
    public OutputLines log() {
        return log;
    }

    /** The end of the log, for messages of tests that fail. */
    public String lastWords() {
        List<String> lines = log.soFar();
        return "  " + String.join("\n  ", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    public long pid() {
        return process.pid();
    }

    /** A client of this node. */
    public ApiClient client() {
        return new ApiClient(ports());
    }

    // Process.destroy would close the pipes as well, and lose the last lines of the log: hence the handle, here and
    // below.

    /** Kills the node with SIGKILL and waits until it is gone. */
    public void kill() {
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    /** Sends SIGKILL and returns at once. */
    public void killWithoutWaiting() {
        process.toHandle().destroyForcibly();
    }

    /**
     * Asks the node to end with SIGTERM and waits until it is gone.
     *
     * @return its exit code; 143 if it died of the signal
     */
    public int terminate() {
        process.toHandle().destroy();
        awaitEnd();
        return process.exitValue();
    }

    /** Waits until the node has ended by itself or by a signal sent before. */
    public void awaitEnd() {
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.toHandle().destroyForcibly();
                throw new AssertionError("still there " + STOP + " after it was told to end: " + spec.program() + "\n  "
                        + String.join("\n  ", log.soFar()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the end of " + spec.program(), e);
        }
    }

    /** Whether the process is still there. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What a process that has ended by itself ended with. */
    public int exitCode() {
        return process.exitValue();
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
        awaitEnd();
    }
}
