package dev.quoin.tests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.ServerProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A small heap holds a store of any size, and a restart of it reads no data. The time from exec to the first linearizable read is
 * printed for an empty store and a full one in turn, after SIGTERM and after SIGKILL. CONTRIBUTING.md has the command for a million keys.
 *
 * <ul>
 *   <li>{@code -Dquoin.bigstore.keys} keys of {@code -Dquoin.bigstore.value} bytes, {@code -Dquoin.bigstore.runs} restarts of each kind, with a heap
 *       of {@code -Dquoin.bigstore.heap}
 *   <li>{@code -Dquoin.bigstore.resident} makes it fail where the process has ever had more MiB in memory, while it was filled, listed and read
 *   <li>{@code -Dquoin.bigstore.bar=2} makes it fail where the median restart after SIGTERM takes more than twice the empty one.
 *       Without it nothing depends on the speed of the machine. After SIGKILL a node has to carry out again what its backend had not
 *       synced, which depends on the last seconds before and not on the number of keys: that is shown, and has no bar.
 * </ul>
 */
class BigStoreIT {

    private static final int KEYS = Integer.getInteger("quoin.bigstore.keys", 20_000);
    private static final int PUTS_BEFORE_KILL = Math.min(KEYS, 10_000);
    private static final int RUNS = Integer.getInteger("quoin.bigstore.runs", 2);
    private static final String HEAP = System.getProperty("quoin.bigstore.heap", "256m");
    private static final long RESIDENT = Long.getLong("quoin.bigstore.resident", Long.MAX_VALUE);
    private static final String BAR = System.getProperty("quoin.bigstore.bar", "");

    @TempDir
    Path folder;

    private final Table table = new Table(
            "run", "empty [s]", "full, after SIGTERM [s]", "ratio", "full, after SIGKILL [s]", "ratio", "peak [MiB]");
    private final List<Double> afterTerminate = new ArrayList<>();
    private final List<Double> afterKill = new ArrayList<>();

    @Test
    void restartsLikeAnEmptyOne() throws InterruptedException {
        NodeSpec empty = spec("empty");
        NodeSpec full = spec("full");
        fill(full);
        empty.start().terminate();
        for (int run = 1; run <= RUNS; run++) {
            measure(run, empty, full);
        }
        table.row("median", "", "", ratio(median(afterTerminate)), "", ratio(median(afterKill)), "");
        table.print(full.program() + ": from exec to the first linearizable read, " + KEYS + " keys of "
                + BigStore.VALUE_BYTES + " B, heap " + HEAP);
        if (!BAR.isEmpty()) {
            assertThat(median(afterTerminate)).isLessThan(Double.parseDouble(BAR));
        }
    }

    private static void fill(NodeSpec full) throws InterruptedException {
        try (Node node = full.start();
                ApiClient client = node.client()) {
            long began = System.nanoTime();
            BigStore.fill(client, KEYS);
            System.out.printf(
                    "%d keys of %d B put in %.1f s, resident %d MiB, at most %d MiB%n",
                    KEYS, BigStore.VALUE_BYTES, seconds(began), BigStore.residentMib(node), BigStore.peakMib(node));
            BigStore.verify(client, KEYS);
            checkMemory(node);
            assertThat(node.terminate()).as("exit code after SIGTERM").isIn(0, 143);
        }
    }

    private void measure(int run, NodeSpec empty, NodeSpec full) throws InterruptedException {
        double nothing = start(empty, false).seconds();
        Restart terminated = start(full, true);
        Restart killed = start(full, false);
        afterTerminate.add(terminated.seconds() / nothing);
        afterKill.add(killed.seconds() / nothing);
        table.row(
                Integer.toString(run),
                ratio(nothing),
                ratio(terminated.seconds()),
                ratio(terminated.seconds() / nothing),
                ratio(killed.seconds()),
                ratio(killed.seconds() / nothing),
                Long.toString(killed.peakMib()));
    }

    private static void checkMemory(Node node) {
        assertThat(BigStore.peakMib(node)).as("the most MiB ever resident").isLessThanOrEqualTo(RESIDENT);
    }

    private record Restart(double seconds, long peakMib) {}

    /** Starts, reads a key, and ends: in order, or killed right after puts, which the next start finds in the log only. */
    private static Restart start(NodeSpec spec, boolean kill) throws InterruptedException {
        long began = System.nanoTime();
        try (Node node = spec.start();
                ApiClient client = node.client()) {
            long count = BigStore.read(client);
            double seconds = seconds(began);
            if (count > 0) {
                BigStore.verify(client, KEYS);
            }
            Restart restart = new Restart(seconds, BigStore.peakMib(node));
            checkMemory(node);
            if (kill) {
                BigStore.fill(client, PUTS_BEFORE_KILL);
                node.kill();
            } else {
                node.terminate();
            }
            return restart;
        }
    }

    private NodeSpec spec(String dataDir) {
        return NodeSpec.of(ServerProgram.underTest(), folder.resolve(dataDir))
                .flag("--quota-backend-bytes", Long.toString(64L << 30))
                .environment("QUOIN_JAVA_OPTS", "-Xmx" + HEAP);
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static String ratio(double value) {
        return String.format("%.2f", value);
    }
}
