package dev.quoin.testkit.consensus;

import static dev.quoin.testkit.consensus.EngineCases.change;
import static dev.quoin.testkit.consensus.EngineCases.startedAlone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.consensus.ConsensusCapability;
import dev.quoin.api.consensus.MemberChange.Kind;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.peer.ClusterException.Reason;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Changes of membership, and of leadership, that a single member is asked for. */
public interface ChangeCases extends EngineCases {
    @Test
    default void aVetoedChangeFailsAndTheNextOneGoesThrough() {
        onlyWith(ConsensusCapability.MEMBER_CHANGES);
        SimCluster cluster = single(7);
        SimMember member = startedAlone(cluster);
        member.machine().veto(change -> change.memberId() == 7);
        Answer<Membership> vetoed = change(cluster, member, Kind.ADD_LEARNER, 7);
        assertThat(vetoed.failure()).isEqualTo(Reason.REJECTED);
        assertThat(vetoed.message()).as("the state machine's text").isEqualTo("vetoed: ADD_LEARNER");
        assertThat(member.node().status().membership().learners()).isEmpty();
        Answer<Membership> added = change(cluster, member, Kind.ADD_LEARNER, 8);
        assertThat(added.result()).isNotNull();
        assertThat(member.node().status().membership().learners()).isEqualTo(Set.of(8L));
        assertThat(member.machine().membership())
                .isEqualTo(member.node().status().membership());
    }

    @Test
    default void aSecondChangeWaitsForNone() {
        onlyWith(ConsensusCapability.MEMBER_CHANGES);
        SimCluster cluster = single(8);
        SimMember member = startedAlone(cluster);
        member.host().disk().setMaxSyncNanos(5_000_000);
        Answer<Membership> first = new Answer<>();
        Answer<Membership> second = new Answer<>();
        member.node().change(SimCluster.change(Kind.ADD_LEARNER, 8), first);
        member.node().change(SimCluster.change(Kind.ADD_LEARNER, 9), second);
        cluster.simulation().runUntil("answers", () -> first.isAnswered() && second.isAnswered(), SimCluster.PATIENCE);
        assertThat(first.failure()).isNull();
        assertThat(second.failure()).isEqualTo(Reason.CHANGE_PENDING);
    }

    @Test
    default void membershipSurvivesARestart() {
        onlyWith(ConsensusCapability.MEMBER_CHANGES);
        SimCluster cluster = single(9);
        SimMember member = startedAlone(cluster);
        change(cluster, member, Kind.ADD_LEARNER, 8);
        member.crash();
        member.start();
        cluster.awaitLeader();
        assertThat(member.machine().membership().learners()).isEqualTo(Set.of(8L));
        assertThat(member.node().status().membership().learners()).isEqualTo(Set.of(8L));
    }

    @Test
    default void aTransferToANonMemberFails() {
        onlyWith(ConsensusCapability.LEADER_TRANSFER);
        SimCluster cluster = single(10);
        SimMember member = startedAlone(cluster);
        Answer<Void> answer = new Answer<>();
        member.node().transferLeader(99, answer);
        cluster.simulation().runUntil("answer", answer::isAnswered, SimCluster.PATIENCE);
        assertThat(answer.failure()).isEqualTo(Reason.BAD_TRANSFEREE);
    }
}
