package dev.quoin.testkit.consensus;

import static dev.quoin.testkit.consensus.EngineCases.awaitOtherLeader;
import static dev.quoin.testkit.consensus.EngineCases.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.consensus.ConsensusCapability;
import dev.quoin.api.consensus.MemberChange.Kind;
import dev.quoin.api.consensus.Membership;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Clusters grow, shrink, and go on with one member by force. */
public interface ReconfigurationCases extends EngineCases {
    @Test
    default void aClusterGrowsThroughALearnerAndShrinks() {
        onlyWith(ConsensusCapability.MEMBER_CHANGES);
        SimCluster cluster = started(7, 1);
        SimMember first = cluster.awaitLeader();
        cluster.proposeAndAwait(first, "a");
        SimMember second = cluster.join(2);
        assertThat(change(cluster, first, Kind.ADD_LEARNER, 2).failure()).isNull();
        second.start();
        cluster.awaitAgreement();
        assertThat(second.node().status().learner()).isTrue();
        assertThat(SimCluster.commandsOf(second)).containsExactly("a");
        assertThat(change(cluster, first, Kind.ADD_VOTER, 2).failure()).isNull();
        cluster.awaitAgreement();
        assertThat(second.node().status().learner()).isFalse();
        assertThat(first.node().isReadSafeNow()).isFalse();
        cluster.proposeAndAwait(second, "b");
        assertThat(change(cluster, first, Kind.REMOVE, 2).failure()).isNull();
        second.crash();
        cluster.proposeAndAwait(first, "c");
        cluster.simulation().runUntil("alone again", () -> first.node().isReadSafeNow(), SimCluster.PATIENCE);
        assertThat(first.node().status().membership().voters()).isEqualTo(Set.of(1L));
    }

    @Test
    default void aLeaderCanBeRemovedAndTheOthersGoOn() {
        onlyWith(ConsensusCapability.MEMBER_CHANGES);
        SimCluster cluster = started(8, 3);
        SimMember leader = cluster.awaitLeader();
        assertThat(change(cluster, leader, Kind.REMOVE, leader.id()).failure()).isNull();
        SimMember next = awaitOtherLeader(cluster, leader);
        cluster.proposeAndAwait(next, "x");
        assertThat(next.node().status().membership().voters()).hasSize(2).doesNotContain(leader.id());
    }

    @Test
    default void forcedToBeAloneItGoesOnWithWhatWasCommitted() {
        onlyWith(ConsensusCapability.GOING_ON_ALONE);
        for (int seed = 0; seed < 10; seed++) {
            SimCluster cluster = started(seed, 3);
            cluster.proposeAndAwait(cluster.awaitLeader(), "a", "b");
            cluster.awaitAgreement();
            SimMember survivor = cluster.member(1 + seed % 3);
            cluster.members().forEach(SimMember::kill);
            survivor.forceAlone();
            survivor.start();
            cluster.awaitLeader();
            cluster.proposeAndAwait(survivor, "c");
            assertThat(SimCluster.commandsOf(survivor)).containsExactly("a", "b", "c");
            assertThat(survivor.node().status().membership().voters()).isEqualTo(Set.of(survivor.id()));
            assertThat(survivor.machine().membership())
                    .isEqualTo(survivor.node().status().membership());
            // Forced again, with nobody left to be removed.
            survivor.stop();
            survivor.start();
            cluster.awaitLeader();
            cluster.proposeAndAwait(survivor, "d");
            assertThat(SimCluster.commandsOf(survivor)).containsExactly("a", "b", "c", "d");
        }
    }

    @Test
    default void aLearnerCanBeForcedToBeAlone() {
        onlyWith(ConsensusCapability.GOING_ON_ALONE);
        onlyWith(ConsensusCapability.MEMBER_CHANGES);
        SimCluster cluster = started(3, 2);
        Answer<Membership> added = new Answer<>();
        cluster.awaitLeader().node().change(SimCluster.change(Kind.ADD_LEARNER, 9), added);
        cluster.simulation().runUntil("added", added::isAnswered, SimCluster.PATIENCE);
        SimMember learner = cluster.join(9);
        learner.start();
        cluster.proposeAndAwait(cluster.awaitLeader(), "a");
        cluster.awaitAgreement();
        cluster.members().forEach(SimMember::kill);
        learner.forceAlone();
        learner.start();
        cluster.awaitLeader();
        assertThat(SimCluster.commandsOf(learner)).containsExactly("a");
        assertThat(learner.node().status().membership().voters()).isEqualTo(Set.of(9L));
        assertThat(learner.node().status().membership().learners()).isEmpty();
    }
}
