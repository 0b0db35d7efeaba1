package dev.quoin.tests.robustness.overload;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.health.HealthCheckRequest;
import dev.quoin.protocol.health.HealthCheckResponse;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.ServerProgram;
import dev.quoin.tests.robustness.cluster.ProcessMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand clients ask for four times what a node can serve. It answers all of them, keeps every lease and every
 * acknowledged put, also through a kill, and its memory stays bounded. On a quiet machine, {@code
 * -Dquoin.overload.seconds=60 -Dquoin.overload.bar=0.8} also asks that it serves four fifths of what it serves at best,
 * and that health is answered within a second.
 */
class OverloadIT {

    private static final int CLIENTS = 1000;
    private static final int TIMES = 4;
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("quoin.overload.seconds", 10));
    private static final double BAR = Double.parseDouble(System.getProperty("quoin.overload.bar", "0"));
    private static final long RESIDENT_MIB = Long.getLong("quoin.overload.resident", 1024);

    /** Far more than any node here serves: what the clients can be made to ask, with one question each under way. */
    private static final double PLENTY = 200_000;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_NANOS = 100_000_000;

    @TempDir
    Path folder;

    @Test
    void keepsItsPromisesWhenAskedForTooMuch() {
        NodeSpec spec = NodeSpec.of(ServerProgram.underTest(), folder.resolve("data"));
        Map<ByteString, Long> acknowledged = new HashMap<>();
        try (Node node = spec.start();
                ApiClient client = node.client();
                Crowd few = new Crowd(node.ports(), 2, PATIENCE);
                Crowd many = new Crowd(node.ports(), CLIENTS, PATIENCE)) {
            double best = rate(few, PLENTY, TIME.dividedBy(3));
            Leases leases = new Leases(client);
            Watchman watchman = new Watchman(client, leases);
            CompletableFuture<Void> watching = CompletableFuture.runAsync(watchman::run);
            double served = rate(many, best * TIMES, TIME);
            watchman.enough.set(true);
            watching.join();
            many.awaitAnswers();
            few.awaitAnswers();
            report(node, many, best, served, watchman);
            assertThat(watchman.lost).as("leases that ended").isEmpty();
            assertThat(leases.withoutKey()).as("leases without their key").isEmpty();
            assertThat(new ProcessMemory(node).peakMib()).as("MiB in memory").isLessThan(RESIDENT_MIB);
            assertThat(served).as("puts a second, of %s at best", best).isGreaterThanOrEqualTo(best * BAR);
            if (BAR > 0) {
                assertThat(watchman.slowest.get()).as("ns to tell health").isLessThan(1_000_000_000L);
            }
            acknowledged.putAll(few.acknowledged());
            many.acknowledged().forEach((key, revision) -> acknowledged.merge(key, revision, Math::max));
            requireAll(client, acknowledged);
            node.kill();
        }
        try (Node node = spec.start();
                ApiClient client = node.client()) {
            requireAll(client, acknowledged);
        }
    }

    /** What is served a second while so much is asked. */
    private static double rate(Crowd crowd, double perSecond, Duration time) {
        long before = crowd.answered();
        crowd.ask(perSecond, time);
        return (crowd.answered() - before) / (time.toNanos() / 1e9);
    }

    private static void requireAll(ApiClient client, Map<ByteString, Long> acknowledged) {
        Map<ByteString, Long> there = new HashMap<>();
        client.call(
                        EtcdMethods.KV_RANGE,
                        RangeRequest.newBuilder()
                                .setKey(ByteString.copyFromUtf8("crowd/"))
                                .setRangeEnd(ByteString.copyFromUtf8("crowd0"))
                                .setKeysOnly(true)
                                .build(),
                        RangeResponse.class)
                .getKvsList()
                .forEach(kv -> there.put(kv.getKey(), kv.getModRevision()));
        acknowledged.forEach((key, revision) -> assertThat(there.getOrDefault(key, 0L))
                .as("revision of " + key.toStringUtf8())
                .isGreaterThanOrEqualTo(revision));
    }

    private static void report(Node node, Crowd crowd, double best, double served, Watchman watchman) {
        System.out.printf(
                "overload: %.0f puts/s at best, %.0f with %d clients that asked %d in all; refused %s; health %d"
                        + " times, slowest %d ms; at most %d MiB%n",
                best,
                served,
                CLIENTS,
                crowd.asked(),
                crowd.refused(),
                watchman.asked,
                watchman.slowest.get() / 1_000_000,
                new ProcessMemory(node).peakMib());
    }

    /** Asks for health and renews leases all the while. An error ends it, and with it the test. */
    private static final class Watchman {
        private final ApiClient client;
        private final Leases leases;
        private final AtomicBoolean enough = new AtomicBoolean();
        private final AtomicLong slowest = new AtomicLong();
        private final List<Long> lost = new ArrayList<>();
        private int asked;

        Watchman(ApiClient client, Leases leases) {
            this.client = client;
            this.leases = leases;
        }

        void run() {
            while (!enough.get()) {
                long start = System.nanoTime();
                HealthCheckResponse health = client.call(
                        EtcdMethods.HEALTH_CHECK, HealthCheckRequest.getDefaultInstance(), HealthCheckResponse.class);
                slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
                assertThat(health.getStatus()).isEqualTo(HealthCheckResponse.ServingStatus.SERVING);
                asked++;
                lost.addAll(leases.renew());
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
