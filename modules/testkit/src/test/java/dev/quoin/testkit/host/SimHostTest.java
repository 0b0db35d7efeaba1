package dev.quoin.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.host.Agent;
import dev.quoin.api.host.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SimHostTest {
    private final SimHost host = SimHost.alone(7);
    private final Simulation simulation = host.simulation();
    private final List<String> log = new ArrayList<>();

    @Test
    void runsTasksInOrderAndEndsEachBatch() {
        Agent agent = host.startAgent("a", 8, () -> log.add("end"));
        agent.offer(() -> log.add("1"));
        agent.offer(() -> {
            log.add("2");
            agent.offer(() -> log.add("3"));
        });
        simulation.runUntilIdle();
        assertThat(log).containsExactly("1", "2", "end", "3", "end");
    }

    @Test
    void refusesWhatTheInboxCannotHold() {
        Agent agent = host.startAgent("a", 2, () -> {});
        assertThat(agent.offer(() -> {})).isTrue();
        assertThat(agent.offer(() -> {})).isTrue();
        assertThat(agent.offer(() -> {})).isFalse();
        simulation.runUntilIdle();
        assertThat(agent.offer(() -> {})).isTrue();
    }

    @Test
    void timersRunAtTheirTimeUnlessCancelled() {
        Agent agent = host.startAgent("a", 2, () -> {});
        agent.schedule(
                TimeUnit.SECONDS.toNanos(2),
                () -> log.add("2 at " + host.clock().nanoTime() / 1_000_000_000));
        agent.schedule(TimeUnit.SECONDS.toNanos(1), () -> log.add("1"));
        agent.schedule(TimeUnit.SECONDS.toNanos(1), () -> log.add("never")).cancel();
        simulation.runUntilIdle();
        assertThat(log).isEmpty();
        simulation.runFor(Duration.ofSeconds(3));
        assertThat(log).containsExactly("1", "2 at 2");
    }

    @Test
    void aDiskThatTakesTimeHoldsUpItsAgentAndWhatItSends() throws IOException {
        host.disk().createDirectories(Path.of("/d"));
        DiskFile file = host.disk().open(Path.of("/d/f"));
        host.disk().setMaxSyncNanos(1_000_000);
        Agent disk = host.startAgent("disk", 8, () -> {});
        Agent other = host.startAgent("other", 8, () -> {});
        disk.offer(() -> {
            sync(file);
            other.offer(() -> log.add("told at " + host.clock().nanoTime()));
            log.add("synced at " + host.clock().nanoTime());
        });
        other.offer(() -> log.add("meanwhile at " + host.clock().nanoTime()));
        simulation.runUntilIdle();
        assertThat(log).contains("meanwhile at 0");
        assertThat(log.getLast().replace("told", "synced")).isIn(log);
        assertThat(simulation.now()).isPositive();
    }

    @Test
    void theSeedDecidesTheOrderOfAgents() {
        Set<String> orders = new TreeSet<>();
        for (int seed = 0; seed < 20; seed++) {
            assertThat(order(seed)).isEqualTo(order(seed));
            orders.add(order(seed));
        }
        assertThat(orders).hasSizeGreaterThan(3);
    }

    private static String order(long seed) {
        SimHost one = SimHost.alone(seed);
        StringBuilder order = new StringBuilder();
        for (String name : List.of("a", "b", "c")) {
            one.startAgent(name, 1, () -> {}).offer(() -> order.append(name));
        }
        one.simulation().runUntilIdle();
        return order + " " + one.simulation().fingerprint();
    }

    @Test
    void closeRunsWhatWasAccepted() {
        Agent agent = host.startAgent("a", 8, () -> log.add("end"));
        agent.offer(() -> log.add("1"));
        agent.close();
        assertThat(log).containsExactly("1", "end");
        assertThat(agent.offer(() -> log.add("2"))).isFalse();
        simulation.runUntilIdle();
        assertThat(log).hasSize(2);
    }

    @Test
    void anAgentMayCloseItself() {
        Agent agent = host.startAgent("a", 8, () -> log.add("end"));
        agent.offer(agent::close);
        agent.offer(() -> log.add("accepted before"));
        simulation.runUntilIdle();
        assertThat(log).containsExactly("accepted before", "end");
    }

    @Test
    void aTaskThatThrowsEndsTheProcessAndFailsTheTest() {
        Agent agent = host.startAgent("a", 8, () -> {});
        agent.offer(() -> {
            throw new IllegalStateException("boom");
        });
        agent.offer(() -> log.add("not any more"));
        assertThatThrownBy(simulation::runUntilIdle)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("boom");
        simulation.runUntilIdle();
        assertThat(log).isEmpty();
    }

    @Test
    void anExpectedEndIsRemembered() {
        host.expectFatal();
        Agent agent = host.startAgent("a", 8, () -> {});
        agent.offer(() -> host.fatal("disk failed", new IOException("EIO")));
        simulation.runUntilIdle();
        assertThat(host.fatalReason()).isEqualTo("disk failed");
    }

    @Test
    void aCrashEndsAgentsAndLosesWhatWasNotSynced() throws IOException {
        Agent agent = host.startAgent("a", 8, () -> {});
        agent.offer(() -> log.add("lost"));
        host.disk().open(Path.of("/f")).write(ByteBuffer.wrap(new byte[1]), 0);
        long before = host.random("ids").nextLong();
        assertThat(host.random("ids").nextLong()).isEqualTo(before);
        host.crash();
        simulation.runUntilIdle();
        assertThat(log).isEmpty();
        assertThat(agent.offer(() -> {})).isFalse();
        assertThat(host.random("ids").nextLong()).isNotEqualTo(before);
    }

    @Test
    void aPausedHostDoesNothing() {
        Agent agent = host.startAgent("a", 8, () -> {});
        host.pause();
        agent.offer(() -> log.add("1"));
        simulation.runFor(Duration.ofSeconds(1));
        assertThat(log).isEmpty();
        host.resume();
        simulation.runUntilIdle();
        assertThat(log).containsExactly("1");
    }

    @Test
    void waitingInVainFailsTheTest() {
        assertThatThrownBy(() -> simulation.runUntil("pigs fly", () -> false, Duration.ofSeconds(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not within 1000 ms: pigs fly");
    }

    private static void sync(DiskFile file) {
        try {
            file.sync();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
