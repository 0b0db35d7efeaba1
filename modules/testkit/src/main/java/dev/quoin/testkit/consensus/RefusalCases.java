package dev.quoin.testkit.consensus;

import static dev.quoin.testkit.consensus.EngineCases.change;
import static dev.quoin.testkit.consensus.EngineCases.startedAlone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.quoin.api.consensus.ConsensusCapability;
import dev.quoin.api.consensus.MemberChange.Kind;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import org.junit.jupiter.api.Test;

/** The refusals of an engine: it says plainly what it does not offer, and goes on. */
public interface RefusalCases extends EngineCases {
    @Test
    default void aChangeOfMembersThatIsNotOfferedIsRefused() {
        assumeFalse(engine().offers(ConsensusCapability.MEMBER_CHANGES));
        SimCluster cluster = single(21);
        SimMember member = startedAlone(cluster);
        assertThat(change(cluster, member, Kind.ADD_LEARNER, 8).failure()).isEqualTo(Reason.UNSUPPORTED);
        assertThat(member.node().status().membership().learners()).isEmpty();
        cluster.proposeAndAwait(member, "a");
    }

    @Test
    default void aTransferThatIsNotOfferedIsRefused() {
        assumeFalse(engine().offers(ConsensusCapability.LEADER_TRANSFER));
        SimCluster cluster = single(22);
        SimMember member = startedAlone(cluster);
        Answer<Void> answer = new Answer<>();
        member.node().transferLeader(member.id(), answer);
        cluster.simulation().runUntil("answer", answer::isAnswered, SimCluster.PATIENCE);
        assertThat(answer.failure()).isEqualTo(Reason.UNSUPPORTED);
        cluster.proposeAndAwait(member, "a");
    }

    @Test
    default void goingOnAloneThatIsNotOfferedIsRefused() {
        assumeFalse(engine().offers(ConsensusCapability.GOING_ON_ALONE));
        SimCluster cluster = single(23);
        SimMember member = startedAlone(cluster);
        cluster.proposeAndAwait(member, "a");
        member.kill();
        member.forceAlone();
        assertThatThrownBy(member::start)
                .isInstanceOfSatisfying(
                        ClusterException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED));
    }

    @Test
    default void aLookAtTheLogThatIsNotOfferedIsRefused() {
        assumeFalse(engine().offers(ConsensusCapability.LOG_VIEW));
        SimMember member = startedAlone(single(24));
        assertThatThrownBy(() -> engine().provider().openLog(member.host().disk(), SimMember.DIRECTORY))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
