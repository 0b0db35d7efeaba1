package dev.quoin.testkit.consensus;

import static dev.quoin.testkit.consensus.EngineCases.startedAlone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.consensus.ConsensusCapability;
import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.ConsensusStatus;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.MemberChange.Kind;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.consensus.Priority;
import dev.quoin.api.peer.ClusterException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A member that is alone: it serves, and says what is so. */
public interface SingleMemberCases extends EngineCases {
    @Test
    default void aloneItLeadsWithoutWaitingForAnElectionTimeout() {
        SimCluster cluster = single(1);
        cluster.startAll();
        cluster.simulation().runUntilIdle();
        assertThat(cluster.member(1).leads()).isTrue();
        assertThat(cluster.simulation().now()).isLessThan(Duration.ofMillis(50).toNanos());
    }

    @Test
    default void theInitialMembersAreTheFirstThingThatIsApplied() {
        SimCluster cluster = single(2);
        SimMember member = startedAlone(cluster);
        MemberChange first = member.machine().changes().getFirst();
        assertThat(first.kind()).isEqualTo(Kind.ADD_VOTER);
        assertThat(first.memberId()).isEqualTo(1);
        assertThat(new String(first.context(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("member 1");
        assertThat(member.machine().membership().voters()).containsExactly(1L);
        assertThat(member.node().status().membership())
                .isEqualTo(member.machine().membership());
    }

    @Test
    default void commandsAreAppliedOnceInTheOrderOfAcceptance() {
        SimCluster cluster = single(3);
        SimMember member = startedAlone(cluster);
        List<String> proposed = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            assertThat(cluster.propose(member, "c" + i).accepted()).isTrue();
            proposed.add("c" + i);
        }
        cluster.simulation().runUntilIdle();
        assertThat(SimCluster.commandsOf(member)).isEqualTo(proposed);
    }

    @Test
    default void aReadBarrierIsBehindEverythingAcknowledged() {
        SimCluster cluster = single(5);
        SimMember member = startedAlone(cluster);
        for (int i = 0; i < 50; i++) {
            Answer<Long> barrier = new Answer<>();
            cluster.proposeAndAwait(member, "c" + i);
            long acknowledged = member.machine().appliedIndex();
            member.node().readBarrier(barrier);
            cluster.simulation().runUntil("barrier", barrier::isAnswered, SimCluster.PATIENCE);
            assertThat(barrier.result()).isGreaterThanOrEqualTo(acknowledged);
            assertThat(member.machine().appliedIndex()).isGreaterThanOrEqualTo(barrier.result());
        }
    }

    @Test
    default void localReadsAreNotSafeBeforeTheLogIsReplayed() {
        SimCluster cluster = single(6);
        SimMember member = startedAlone(cluster);
        cluster.proposeAndAwait(member, "a", "b", "c");
        assertThat(member.node().isReadSafeNow()).isTrue();
        member.kill();
        member.start();
        boolean[] wasSafeTooEarly = {false};
        cluster.simulation()
                .runUntil(
                        "replay",
                        () -> {
                            boolean replayed = SimCluster.commandsOf(member).size() == 3;
                            wasSafeTooEarly[0] |= member.node().isReadSafeNow() && !replayed;
                            return member.node().isReadSafeNow();
                        },
                        SimCluster.PATIENCE);
        assertThat(wasSafeTooEarly[0]).isFalse();
    }

    @Test
    default void beyondItsLimitsItRefusesInsteadOfGrowing() {
        SimCluster cluster = single(11);
        SimMember member = startedAlone(cluster);
        int accepted = 0;
        boolean refused = false;
        for (int i = 0; i < 2_000_000 && !refused; i++) {
            SimCluster.Proposal proposal = cluster.propose(member, "");
            refused = !proposal.accepted();
            accepted += refused ? 0 : 1;
            assertThat(proposal.dropped()).isEmpty();
        }
        assertThat(refused).isTrue();
        assertThat(accepted).isPositive();
        cluster.simulation().runUntilIdle();
        cluster.proposeAndAwait(member, "afterwards");
    }

    @Test
    default void statusTellsWhatIsSo() {
        SimCluster cluster = single(12);
        SimMember member = startedAlone(cluster);
        cluster.proposeAndAwait(member, "a");
        cluster.simulation().runUntilIdle();
        ConsensusStatus status = member.node().status();
        assertThat(status.leader()).isTrue();
        assertThat(status.learner()).isFalse();
        assertThat(status.leaderId()).isEqualTo(1);
        assertThat(status.term()).isPositive();
        assertThat(status.appliedIndex()).isEqualTo(member.machine().appliedIndex());
        assertThat(status.commitIndex()).isEqualTo(status.appliedIndex());
        assertThat(status.lastIndex()).isEqualTo(status.commitIndex());
        assertThat(status.firstIndex()).isEqualTo(1);
        assertThat(status.logBytes()).isPositive();
        assertThat(member.machine().leaders().getLast()).isEqualTo(status.term() + ":1");
    }

    @Test
    default void whatComesAfterTheEndIsTurnedAway() {
        SimCluster cluster = single(14);
        SimMember member = startedAlone(cluster);
        ConsensusNode node = member.node();
        cluster.propose(member, "accepted");
        node.close();
        node.close();
        List<Reason> dropped = new ArrayList<>();
        Answer<Long> barrier = new Answer<>();
        Answer<Membership> change = new Answer<>();
        assertThat(node.propose(new byte[0], Priority.NORMAL, dropped::add)).isTrue();
        node.readBarrier(barrier);
        node.change(SimCluster.change(Kind.ADD_VOTER, 2), change);
        assertThat(dropped).containsExactly(Reason.STOPPED);
        assertThat(barrier.failure()).isEqualTo(Reason.STOPPED);
        boolean changes = engine().offers(ConsensusCapability.MEMBER_CHANGES);
        assertThat(change.failure()).isEqualTo(changes ? Reason.STOPPED : Reason.UNSUPPORTED);
        assertThat(node.isReadSafeNow()).isFalse();
    }
}
