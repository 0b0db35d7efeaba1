package dev.quoin.testkit.consensus;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quoin.api.consensus.ConsensusCapability;
import dev.quoin.api.consensus.MemberChange.Kind;
import dev.quoin.api.consensus.Membership;

/** The common part of all groups of tests of a consensus engine. */
public interface EngineCases {
    /** Returns the engine under test. */
    EngineUnderTest engine();

    /** Skips a test of an extra that the engine declines; {@link RefusalCases} test that it refuses. */
    default void onlyWith(ConsensusCapability capability) {
        assumeTrue(engine().offers(capability), () -> "the engine declines " + capability);
    }

    /** Returns a cluster of one member, which is not started. */
    default SimCluster single(long seed) {
        return engine().cluster(seed, 1);
    }

    /** Returns a cluster that has a leader. */
    default SimCluster started(long seed, int size) {
        SimCluster cluster = engine().cluster(seed, size);
        cluster.startAll();
        cluster.awaitLeader();
        return cluster;
    }

    /** Starts the only member and waits until it leads. */
    static SimMember startedAlone(SimCluster cluster) {
        cluster.startAll();
        return cluster.awaitLeader();
    }

    /** Has the membership changed and waits for the answer. */
    static Answer<Membership> change(SimCluster cluster, SimMember member, Kind kind, long id) {
        Answer<Membership> answer = new Answer<>();
        member.node().change(SimCluster.change(kind, id), answer);
        cluster.simulation().runUntil("change", answer::isAnswered, SimCluster.PATIENCE);
        return answer;
    }

    /** Returns any other member. */
    static SimMember other(SimCluster cluster, SimMember than) {
        return cluster.members().stream()
                .filter(member -> member != than)
                .findFirst()
                .orElseThrow();
    }

    /** Waits until another member leads. */
    static SimMember awaitOtherLeader(SimCluster cluster, SimMember than) {
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
}
