package dev.quoin.testkit.consensus;

import static dev.quoin.testkit.consensus.EngineCases.awaitOtherLeader;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.peer.ClusterException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Several members apply the same, and acknowledge nothing that is not so. */
public interface ReplicationCases extends EngineCases {
    @Test
    default void oneLeadsAndAllApplyTheSame() {
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
    default void everyMemberTakesProposals() {
        SimCluster cluster = started(1, 3);
        for (SimMember member : cluster.members()) {
            cluster.proposeAndAwait(member, "from " + member.id());
        }
        cluster.awaitAgreement();
        assertThat(SimCluster.commandsOf(cluster.member(1))).containsExactlyInAnyOrder("from 1", "from 2", "from 3");
    }

    @Test
    default void aReadBarrierOnAnyMemberIsBehindWhatWasAcknowledgedOnAnother() {
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
    default void aMinorityAcknowledgesNothing() {
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
    default void withoutALeaderProposalsAreDroppedForCertain() {
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
    default void nothingPromisedIsBrokenWhateverFails() {
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
    default void theSameSeedGivesTheSameRun() {
        long[] fingerprints = new long[2];
        for (int run = 0; run < 2; run++) {
            SimCluster cluster = started(77, 3);
            new Chaos(cluster).run(Duration.ofSeconds(5));
            fingerprints[run] = cluster.simulation().fingerprint();
        }
        assertThat(fingerprints[0]).isEqualTo(fingerprints[1]);
    }
}
