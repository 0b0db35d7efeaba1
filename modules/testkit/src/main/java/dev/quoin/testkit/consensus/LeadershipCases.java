package dev.quoin.testkit.consensus;

import static dev.quoin.testkit.consensus.EngineCases.other;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.consensus.ConsensusCapability;
import dev.quoin.api.peer.ClusterException.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Leadership is lost and handed over. */
public interface LeadershipCases extends EngineCases {
    @Test
    default void theLossOfTheLeaderCostsOneElectionAndNothingElse() {
        for (int seed = 0; seed < 10; seed++) {
            SimCluster cluster = started(seed, 3);
            SimMember first = cluster.awaitLeader();
            cluster.proposeAndAwait(first, "before");
            first.crash();
            long lost = cluster.simulation().now();
            SimMember second = cluster.awaitLeader();
            assertThat(cluster.simulation().now() - lost)
                    .as("seed %d", seed)
                    .isLessThan(Duration.ofSeconds(6).toNanos());
            cluster.proposeAndAwait(second, "after");
            first.start();
            cluster.awaitAgreement();
            assertThat(SimCluster.commandsOf(first)).containsExactly("before", "after");
        }
    }

    @Test
    default void leadershipCanBeHandedOver() {
        onlyWith(ConsensusCapability.LEADER_TRANSFER);
        SimCluster cluster = started(5, 3);
        SimMember first = cluster.awaitLeader();
        SimMember next = other(cluster, first);
        Answer<Void> answer = new Answer<>();
        first.node().transferLeader(next.id(), answer);
        cluster.simulation().runUntil("handover", answer::isAnswered, SimCluster.PATIENCE);
        assertThat(answer.failure()).isNull();
        assertThat(cluster.awaitLeader()).isSameAs(next);
        cluster.proposeAndAwait(next, "x");
    }

    @Test
    default void aHandoverToADeadMemberFailsAndTheLeaderGoesOn() {
        onlyWith(ConsensusCapability.LEADER_TRANSFER);
        SimCluster cluster = started(6, 3);
        SimMember leader = cluster.awaitLeader();
        SimMember dead = other(cluster, leader);
        dead.crash();
        Answer<Void> answer = new Answer<>();
        leader.node().transferLeader(dead.id(), answer);
        cluster.simulation().runUntil("failure", answer::isAnswered, SimCluster.PATIENCE);
        assertThat(answer.failure()).isEqualTo(Reason.BAD_TRANSFEREE);
        cluster.proposeAndAwait(leader, "x");
    }
}
