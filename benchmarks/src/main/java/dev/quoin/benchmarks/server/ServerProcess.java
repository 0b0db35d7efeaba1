package dev.quoin.benchmarks.server;

import dev.quoin.benchmarks.http2.GrpcConnector;
import dev.quoin.benchmarks.proc.ProcessAccount;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running server of one member or more, with its data in a folder that outlives it. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final ServerHome home;
    private final List<Process> members = new ArrayList<>();
    private final Thread atExit;
    private Duration startTime = Duration.ZERO;

    private ServerProcess(ServerHome home) {
        this.home = home;
        atExit = new Thread(this::kill, "stop-" + home.spec().label());
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts a server where it may have lived before; returns when each member answers a linearizable read. */
    public static ServerProcess start(ServerHome home, GrpcConnector connector) throws IOException {
        ServerProcess server = new ServerProcess(home);
        long begun = System.nanoTime();
        for (int member = 0; member < home.members(); member++) {
            server.launch(member);
        }
        for (int member = 0; member < home.members(); member++) {
            server.await(member, connector);
        }
        server.startTime = Duration.ofNanos(System.nanoTime() - begun);
        return server;
    }

    private synchronized void launch(int member) throws IOException {
        members.add(new ProcessBuilder(home.command(member))
                .directory(home.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.log(member).toFile()))
                .start());
    }

    private void await(int member, GrpcConnector connector) throws IOException {
        try {
            new ReadyProbe(connector, home.clients().get(member)).await(members.get(member), START_TIMEOUT);
        } catch (IOException e) {
            kill();
            throw new IOException(home.spec().label() + " " + e.getMessage() + lastLine(home.log(member)), e);
        }
    }

    private synchronized void kill() {
        members.forEach(Process::destroyForcibly);
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return lines.isEmpty() ? "; it wrote no log" : "; its last line: " + lines.getLast();
    }

    /** Where clients connect: each member. */
    public List<InetSocketAddress> addresses() {
        return home.clients();
    }

    /** From starting the processes to the first answer of each to a linearizable read. */
    public Duration startTime() {
        return startTime;
    }

    /** The process of the first member. */
    public long pid() {
        return members.getFirst().pid();
    }

    /** What the kernel accounts to all members. */
    public ProcessAccount account() {
        return new ProcessAccount(members.stream().map(Process::pid).toList(), true);
    }

    /** Asks the members to end, and makes them end when they do not. */
    @Override
    public void close() throws IOException {
        members.forEach(Process::destroy);
        try {
            for (Process member : members) {
                if (!member.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                    kill();
                    throw new IOException(
                            home.spec().label() + " did not end within " + STOP_TIMEOUT.toSeconds() + " s of SIGTERM");
                }
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
