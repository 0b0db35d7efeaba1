package dev.quoin.benchmarks.server;

import dev.quoin.benchmarks.http2.GrpcConnector;
import dev.quoin.benchmarks.proc.ProcessAccount;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running server, with its data in a folder that outlives it. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final ServerSpec spec;
    private final Process process;
    private final InetSocketAddress address;
    private final Duration startTime;
    private final Thread atExit;

    private ServerProcess(ServerSpec spec, Process process, InetSocketAddress address, Duration startTime) {
        this.spec = spec;
        this.process = process;
        this.address = address;
        this.startTime = startTime;
        atExit = new Thread(process::destroyForcibly, "stop-" + spec.label());
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts a server where it may have lived before; returns when it answers a linearizable read. */
    public static ServerProcess start(ServerHome home, GrpcConnector connector) throws IOException {
        ServerSpec spec = home.spec();
        Process process = new ProcessBuilder(home.command())
                .directory(home.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log().toFile()))
                .start();
        long begun = System.nanoTime();
        try {
            new ReadyProbe(connector, home.client()).await(process, START_TIMEOUT);
        } catch (IOException e) {
            process.destroyForcibly();
            throw new IOException(spec.label() + " " + e.getMessage() + lastLine(home.log()), e);
        }
        return new ServerProcess(spec, process, home.client(), Duration.ofNanos(System.nanoTime() - begun));
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return lines.isEmpty() ? "; it wrote no log" : "; its last line: " + lines.getLast();
    }

    /** Where clients connect. */
    public InetSocketAddress address() {
        return address;
    }

    /** From starting the process to its first answer to a linearizable read. */
    public Duration startTime() {
        return startTime;
    }

    /** The process. */
    public long pid() {
        return process.pid();
    }

    /** What the kernel accounts to it. */
    public ProcessAccount account() {
        return new ProcessAccount(process.pid());
    }

    /** Asks it to end, and makes it end when it does not. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IOException(
                        spec.label() + " did not end within " + STOP_TIMEOUT.toSeconds() + " s of SIGTERM");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
