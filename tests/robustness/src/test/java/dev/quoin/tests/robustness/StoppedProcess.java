package dev.quoin.tests.robustness;

import dev.quoin.tests.harness.Command;
import dev.quoin.tests.harness.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A node that SIGSTOP holds, in the middle of whatever it was doing, until this is closed. */
final class StoppedProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_AGAIN_NANOS = 1_000_000;

    private final Node node;

    private StoppedProcess(Node node) {
        this.node = node;
    }

    /** Stops a node, and waits until each of its threads stands still. */
    static StoppedProcess of(Node node) {
        signal("-STOP", node);
        StoppedProcess stopped = new StoppedProcess(node);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!stopped.standsStill()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("still running " + PATIENCE + " after SIGSTOP");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return stopped;
    }

    private boolean standsStill() {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + node.pid() + "/task"))) {
            return threads.allMatch(StoppedProcess::isStopped);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The state stands behind the name, which is in parentheses. */
    private static boolean isStopped(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(String signal, Node node) {
        new Command(List.of("kill", signal, Long.toString(node.pid())))
                .run("", PATIENCE)
                .expectSuccess();
    }

    @Override
    public void close() {
        signal("-CONT", node);
    }
}
