package dev.quoin.testkit.consensus;

import static dev.quoin.testkit.consensus.EngineCases.other;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Members that were away come back by snapshot. */
public interface CatchUpCases extends EngineCases {
    @Test
    default void aMemberThatMissedTheLogCatchesUpBySnapshot() {
        for (int seed = 0; seed < 5; seed++) {
            SimCluster cluster = started(seed, 3);
            SimMember leader = cluster.awaitLeader();
            SimMember late = other(cluster, leader);
            late.crash();
            writeAndCompact(cluster, leader, 300);
            assertThat(leader.node().status().firstIndex()).isGreaterThan(50);
            late.start();
            cluster.awaitAgreement();
            assertThat(SimCluster.commandsOf(late)).hasSize(315);
            cluster.proposeAndAwait(leader, "next");
            cluster.awaitAgreement();
            late.crash();
            late.start();
            cluster.awaitAgreement();
            assertThat(SimCluster.commandsOf(late)).hasSize(316);
        }
    }

    @Test
    default void aCrashWhileASnapshotArrivesDoesNoHarm() {
        for (int seed = 0; seed < 40; seed++) {
            SimCluster cluster = started(seed, 3);
            SimMember leader = cluster.awaitLeader();
            SimMember late = other(cluster, leader);
            late.crash();
            writeAndCompact(cluster, leader, 300);
            late.host().disk().setMaxSyncNanos(2_000_000);
            for (int i = 0; i < 4; i++) {
                late.start();
                cluster.simulation().runFor(Duration.ofMillis(100 + (seed * 13L + i * 7L) % 120));
                late.crash();
            }
            late.start();
            cluster.awaitAgreement();
            assertThat(SimCluster.commandsOf(late)).as("seed %d", seed).hasSize(315);
        }
    }

    private static void writeAndCompact(SimCluster cluster, SimMember leader, int count) {
        for (int i = 0; i < count; i++) {
            cluster.propose(leader, "c" + i);
            if (i % 20 == 19) {
                cluster.proposeAndAwait(leader, "d" + i);
                cluster.members().stream()
                        .filter(SimMember::isRunning)
                        .forEach(
                                member -> member.node().compact(member.machine().persist()));
            }
        }
        cluster.awaitAgreement();
        assertThat(SimCluster.commandsOf(leader)).hasSize(count + count / 20);
    }
}
