package dev.quoin.testkit.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.consensus.ConsensusException.Reason;
import dev.quoin.api.consensus.ConsensusProvider;
import dev.quoin.api.consensus.MemberChange.Kind;
import dev.quoin.api.consensus.Membership;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every consensus engine must do with several members, while nothing goes wrong and when something does. The system properties
 * {@code quoin.sim.seeds} and {@code quoin.sim.first-seed} say how much chaos, and which.
 */
public abstract class ClusterConformance {
    /** For subclasses. */
    protected ClusterConformance() {}

    /** The engine to be tested. */
    protected abstract ConsensusProvider provider();

    /** Its configuration; logs have to be short enough that a member which misses 300 commands needs a snapshot. */
    protected abstract Map<String, String> config();

    private SimCluster started(long seed, int size) {
        SimCluster cluster = new SimCluster(seed, provider(), config(), size);
        cluster.startAll();
        cluster.awaitLeader();
        return cluster;
    }

    @Test
    void oneLeadsAndAllApplyTheSame() {
        for (int seed = 0; seed < 10; seed++) {
            SimCluster cluster = started(seed, 3);
            cluster.proposeAndAwait(cluster.awaitLeader(), "a", "b", "c");
            cluster.awaitAgreement();
            for (SimMember member : cluster.members()) {
                assertThat(SimCluster.commandsOf(member)).containsExactly("a", "b", "c");
                assertThat(member.machine().membership().voters()).isEqualTo(Set.of(1L, 2L, 3L));
                assertThat(member.node().isReadSafeNow()).isFalse();
            }
        }
    }

    @Test
    void forcedToBeAloneItGoesOnWithWhatWasCommitted() {
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
    void aLearnerCanBeForcedToBeAlone() {
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

    @Test
    void everyMemberTakesProposals() {
        SimCluster cluster = started(1, 3);
        for (SimMember member : cluster.members()) {
            cluster.proposeAndAwait(member, "from " + member.id());
        }
        cluster.awaitAgreement();
        assertThat(SimCluster.commandsOf(cluster.member(1))).containsExactlyInAnyOrder("from 1", "from 2", "from 3");
    }

    @Test
    void aReadBarrierOnAnyMemberIsBehindWhatWasAcknowledgedOnAnother() {
        SimCluster cluster = started(2, 3);
        cluster.network().setDelay(Duration.ofMillis(1), Duration.ofMillis(20));
        for (int i = 0; i < 30; i++) {
            SimMember writer = cluster.member(1 + i % 3);
            SimMember reader = cluster.member(1 + (i / 3) % 3);
            cluster.proposeAndAwait(writer, "c" + i);
            String written = "c" + i;
            Answer<Long> barrier = new Answer<>();
            reader.node().readBarrier(barrier);
            cluster.simulation().runUntil("barrier", barrier::isAnswered, SimCluster.PATIENCE);
            assertThat(barrier.failure()).isNull();
            assertThat(SimCluster.commandsOf(reader)).contains(written);
        }
    }

    @Test
    void theLossOfTheLeaderCostsOneElectionAndNothingElse() {
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
    void aMinorityAcknowledgesNothing() {
        SimCluster cluster = started(3, 3);
        SimMember cutOff = cluster.awaitLeader();
        cluster.network().isolate(cutOff.id(), List.of(1L, 2L, 3L));
        cluster.propose(cutOff, "in vain");
        Answer<Long> barrier = new Answer<>();
        cutOff.node().readBarrier(barrier);
        SimMember second = awaitOtherLeader(cluster, cutOff);
        cluster.proposeAndAwait(second, "majority");
        assertThat(SimCluster.commandsOf(cutOff)).isEmpty();
        assertThat(barrier.result()).isNull();
        cluster.network().heal();
        cluster.awaitAgreement();
        assertThat(SimCluster.commandsOf(cutOff)).containsExactly("majority");
        cluster.simulation().runUntil("an answer", barrier::isAnswered, SimCluster.PATIENCE);
    }

    @Test
    void withoutALeaderProposalsAreDroppedForCertain() {
        SimCluster cluster = started(4, 3);
        SimMember alone = cluster.member(1);
        cluster.member(2).crash();
        cluster.member(3).crash();
        cluster.simulation().runUntil("leaderless", () -> alone.node().status().leaderId() == 0, SimCluster.PATIENCE);
        SimCluster.Proposal proposal = cluster.propose(alone, "x");
        cluster.simulation().runFor(Duration.ofMillis(10));
        assertThat(proposal.dropped()).isEqualTo(Reason.NO_LEADER.name());
    }

    @Test
    void leadershipCanBeHandedOver() {
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
    void aHandoverToADeadMemberFailsAndTheLeaderGoesOn() {
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

    @Test
    void aMemberThatMissedTheLogCatchesUpBySnapshot() {
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
    void aCrashWhileASnapshotArrivesDoesNoHarm() {
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

    @Test
    void nothingPromisedIsBrokenWhateverFails() {
        int reads = 0;
        int acknowledged = 0;
        int first = Integer.getInteger("quoin.sim.first-seed", 0);
        int seeds = Integer.getInteger("quoin.sim.seeds", 40);
        for (int seed = first; seed < first + seeds; seed++) {
            SimCluster cluster = started(seed, seed % 3 == 0 ? 5 : 3);
            Chaos chaos = new Chaos(cluster);
            chaos.run(Duration.ofSeconds(20));
            reads += chaos.reads();
            acknowledged += chaos.acknowledged();
        }
        // Chaos in which nobody gets anything done would prove nothing.
        assertThat(reads).isGreaterThan(25 * seeds);
        assertThat(acknowledged).isGreaterThan(25 * seeds);
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        long[] fingerprints = new long[2];
        for (int run = 0; run < 2; run++) {
            SimCluster cluster = started(77, 3);
            new Chaos(cluster).run(Duration.ofSeconds(5));
            fingerprints[run] = cluster.simulation().fingerprint();
        }
        assertThat(fingerprints[0]).isEqualTo(fingerprints[1]);
    }

    @Test
    void aClusterGrowsThroughALearnerAndShrinks() {
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
    void aLeaderCanBeRemovedAndTheOthersGoOn() {
        SimCluster cluster = started(8, 3);
        SimMember leader = cluster.awaitLeader();
        assertThat(change(cluster, leader, Kind.REMOVE, leader.id()).failure()).isNull();
        SimMember next = awaitOtherLeader(cluster, leader);
        cluster.proposeAndAwait(next, "x");
        assertThat(next.node().status().membership().voters()).hasSize(2).doesNotContain(leader.id());
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

    private static SimMember other(SimCluster cluster, SimMember than) {
        return cluster.members().stream()
                .filter(member -> member != than)
                .findFirst()
                .orElseThrow();
    }

    private static SimMember awaitOtherLeader(SimCluster cluster, SimMember than) {
        cluster.simulation()
                .runUntil(
                        "another leader",
                        () -> cluster.leaders().stream().anyMatch(member -> member != than),
                        SimCluster.PATIENCE);
        return cluster.leaders().stream()
                .filter(member -> member != than)
                .findFirst()
                .orElseThrow();
    }

    private static Answer<Membership> change(SimCluster cluster, SimMember member, Kind kind, long id) {
        Answer<Membership> answer = new Answer<>();
        member.node().change(SimCluster.change(kind, id), answer);
        cluster.simulation().runUntil("change", answer::isAnswered, SimCluster.PATIENCE);
        return answer;
    }
}
