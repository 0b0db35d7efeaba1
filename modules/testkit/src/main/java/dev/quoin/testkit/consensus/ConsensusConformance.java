package dev.quoin.testkit.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.consensus.Bootstrap;
import dev.quoin.api.consensus.ConsensusContext;
import dev.quoin.api.consensus.ConsensusException;
import dev.quoin.api.consensus.ConsensusException.Reason;
import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.ConsensusProvider;
import dev.quoin.api.consensus.ConsensusStatus;
import dev.quoin.api.consensus.LogReader;
import dev.quoin.api.consensus.LoggedEntry;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.MemberChange.Kind;
import dev.quoin.api.consensus.MemberIdentity;
import dev.quoin.api.consensus.Membership;
import dev.quoin.testkit.host.SimHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every consensus engine must do with a single member. Extend it, say which provider, and run it with JUnit; docs/spi/consensus.md has the
 * rules in words. {@link ClusterConformance} is about several members.
 */
public abstract class ConsensusConformance {
    /** For subclasses. */
    protected ConsensusConformance() {}

    /** The engine to be tested. */
    protected abstract ConsensusProvider provider();

    /** Its configuration, where the default does not do. */
    protected Map<String, String> config() {
        return Map.of();
    }

    /** Whether it shows its log to others; one that does not must refuse. */
    protected boolean showsItsLog() {
        return true;
    }

    private SimCluster single(long seed) {
        return new SimCluster(seed, provider(), config(), 1);
    }

    private static SimMember startedAlone(SimCluster cluster) {
        cluster.startAll();
        return cluster.awaitLeader();
    }

    @Test
    void aloneItLeadsWithoutWaitingForAnElectionTimeout() {
        SimCluster cluster = single(1);
        cluster.startAll();
        cluster.simulation().runUntilIdle();
        assertThat(cluster.member(1).leads()).isTrue();
        assertThat(cluster.simulation().now()).isLessThan(Duration.ofMillis(50).toNanos());
    }

    @Test
    void theInitialMembersAreTheFirstThingThatIsApplied() {
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
    void commandsAreAppliedOnceInTheOrderOfAcceptance() {
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
    void whatWasAppliedSurvivesAnyEndOfTheProcess() {
        for (int seed = 0; seed < 60; seed++) {
            SimCluster cluster = single(seed);
            SimMember member = cluster.member(1);
            member.host().disk().setMaxSyncNanos(3_000_000);
            List<String> acknowledged = new ArrayList<>();
            for (int life = 0; life < 4; life++) {
                member.start();
                member.machine().onCommand(acknowledged::add);
                cluster.awaitLeader();
                assertThat(SimCluster.commandsOf(member)).as("seed %d", seed).containsAll(acknowledged);
                acknowledged.clear();
                acknowledged.addAll(SimCluster.commandsOf(member));
                liveAndDie(cluster, member, seed, life);
            }
            member.start();
            cluster.awaitLeader();
            assertThat(SimCluster.commandsOf(member)).as("seed %d", seed).containsAll(acknowledged);
            assertThat(SimCluster.commandsOf(member)).as("seed %d", seed).doesNotHaveDuplicates();
        }
    }

    private static void liveAndDie(SimCluster cluster, SimMember member, int seed, int life) {
        for (int i = 0; i < 30; i++) {
            cluster.propose(member, life + "-" + i);
            cluster.simulation().runFor(Duration.ofNanos((seed * 37L + i * 101L) % 2500 * 1000));
            if (i == 15 && seed % 2 == 0) {
                member.machine().persist();
            }
        }
        if ((seed + life) % 2 == 0) {
            member.crash();
        } else {
            member.kill();
        }
    }

    @Test
    void afterAStopItAppliesFromWhereTheStateMachineIs() {
        SimCluster cluster = single(4);
        SimMember member = startedAlone(cluster);
        cluster.proposeAndAwait(member, "a", "b");
        member.machine().persist();
        cluster.proposeAndAwait(member, "c");
        member.stop();
        member.start();
        List<String> replayed = new ArrayList<>();
        member.machine().onCommand(replayed::add);
        cluster.awaitLeader();
        assertThat(SimCluster.commandsOf(member)).containsExactly("a", "b", "c");
        assertThat(replayed).doesNotContain("a", "b").contains("c");
    }

    @Test
    void itsLogCanBeLookedAtWhileItRuns() {
        SimCluster cluster = single(12);
        SimMember member = startedAlone(cluster);
        cluster.proposeAndAwait(member, "a", "b");
        if (!showsItsLog()) {
            assertThatThrownBy(() -> provider().openLog(member.host().disk(), SimMember.DIRECTORY))
                    .isInstanceOf(UnsupportedOperationException.class);
            return;
        }
        List<LoggedEntry> entries = new ArrayList<>();
        try (LogReader log = provider().openLog(member.host().disk(), SimMember.DIRECTORY)) {
            log.forEach(entries::add);
            assertThat(log.damage()).isEmpty();
            assertThat(log.commitIndex()).isLessThanOrEqualTo(entries.getLast().index());
        }
        assertThat(entries).extracting(LoggedEntry::index).startsWith(1L).isSorted();
        assertThat(entries.getFirst().type()).isEqualTo(LoggedEntry.MEMBER_CHANGE);
        assertThat(entries)
                .filteredOn(entry -> entry.type() == LoggedEntry.COMMAND && entry.data().length > 0)
                .extracting(entry -> new String(entry.data(), java.nio.charset.StandardCharsets.UTF_8))
                .containsExactly("a", "b");
        cluster.proposeAndAwait(member, "c");
        assertThat(SimCluster.commandsOf(member)).containsExactly("a", "b", "c");
    }

    @Test
    void aReadBarrierIsBehindEverythingAcknowledged() {
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
    void localReadsAreNotSafeBeforeTheLogIsReplayed() {
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
    void aVetoedChangeFailsAndTheNextOneGoesThrough() {
        SimCluster cluster = single(7);
        SimMember member = startedAlone(cluster);
        member.machine().veto(change -> change.memberId() == 7);
        assertThat(change(cluster, member, Kind.ADD_LEARNER, 7).failure()).isEqualTo(Reason.REJECTED);
        assertThat(member.node().status().membership().learners()).isEmpty();
        Answer<Membership> added = change(cluster, member, Kind.ADD_LEARNER, 8);
        assertThat(added.result()).isNotNull();
        assertThat(member.node().status().membership().learners()).isEqualTo(Set.of(8L));
        assertThat(member.machine().membership())
                .isEqualTo(member.node().status().membership());
    }

    @Test
    void aSecondChangeWaitsForNone() {
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
    void membershipSurvivesARestart() {
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
    void aTransferToANonMemberFails() {
        SimCluster cluster = single(10);
        SimMember member = startedAlone(cluster);
        Answer<Void> answer = new Answer<>();
        member.node().transferLeader(99, answer);
        cluster.simulation().runUntil("answer", answer::isAnswered, SimCluster.PATIENCE);
        assertThat(answer.failure()).isEqualTo(Reason.BAD_TRANSFEREE);
    }

    @Test
    void beyondItsLimitsItRefusesInsteadOfGrowing() {
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
    void statusTellsWhatIsSo() {
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
    void aCompactedLogStartsAgain() {
        SimCluster cluster = single(13);
        SimMember member = startedAlone(cluster);
        for (int i = 0; i < 300; i++) {
            cluster.proposeAndAwait(member, "c" + i);
            member.node().compact(member.machine().persist());
        }
        member.crash();
        member.start();
        cluster.awaitLeader();
        assertThat(SimCluster.commandsOf(member)).hasSize(300).endsWith("c298", "c299");
        cluster.proposeAndAwait(member, "next");
    }

    @Test
    void whatComesAfterTheEndIsTurnedAway() {
        SimCluster cluster = single(14);
        SimMember member = startedAlone(cluster);
        ConsensusNode node = member.node();
        cluster.propose(member, "accepted");
        node.close();
        node.close();
        List<Reason> dropped = new ArrayList<>();
        Answer<Long> barrier = new Answer<>();
        Answer<Membership> change = new Answer<>();
        assertThat(node.propose(new byte[0], dropped::add)).isTrue();
        node.readBarrier(barrier);
        node.change(SimCluster.change(Kind.ADD_VOTER, 2), change);
        assertThat(dropped).containsExactly(Reason.STOPPED);
        assertThat(barrier.failure()).isEqualTo(Reason.STOPPED);
        assertThat(change.failure()).isEqualTo(Reason.STOPPED);
        assertThat(node.isReadSafeNow()).isFalse();
    }

    @Test
    void theLogOfAnotherMemberIsRefused() {
        SimCluster cluster = single(15);
        SimMember member = startedAlone(cluster);
        member.stop();
        SimHost host = member.host();
        ConsensusContext stranger = new ConsensusContext(
                host,
                SimMember.DIRECTORY,
                new MemberIdentity(0xc2, 1),
                new Bootstrap(List.of()),
                new RecordingMachine(new RecordingMachine.Durable()),
                cluster.network().connect(1));
        assertThatThrownBy(() -> provider().open(provider().configSpec().read(config()), stranger))
                .isInstanceOf(ConsensusException.class)
                .extracting(e -> ((ConsensusException) e).reason())
                .isEqualTo(Reason.CORRUPT);
    }

    @Test
    void aLogThatIsGoneIsNotReplacedByAnEmptyOne() {
        SimCluster cluster = single(16);
        SimMember member = startedAlone(cluster);
        cluster.proposeAndAwait(member, "a");
        member.machine().persist();
        member.stop();
        removeLog(member);
        assertThatThrownBy(member::open)
                .isInstanceOf(ConsensusException.class)
                .hasMessageContaining(SimMember.DIRECTORY.toString());
    }

    private static void removeLog(SimMember member) {
        try {
            for (var file : member.host().disk().list(SimMember.DIRECTORY)) {
                member.host().disk().delete(file);
            }
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Answer<Membership> change(SimCluster cluster, SimMember member, Kind kind, long id) {
        Answer<Membership> answer = new Answer<>();
        member.node().change(SimCluster.change(kind, id), answer);
        cluster.simulation().runUntil("change", answer::isAnswered, SimCluster.PATIENCE);
        return answer;
    }
}
