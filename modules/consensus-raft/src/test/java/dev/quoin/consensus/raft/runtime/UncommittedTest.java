package dev.quoin.consensus.raft.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.testkit.consensus.SimCluster;
import dev.quoin.testkit.consensus.SimMember;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What cannot be committed at the moment waits, up to a bound; only what is beyond it is refused. */
class UncommittedTest {
    private static final int FITTING = 16;
    private static final String LARGE = "x".repeat((1 << 20) / FITTING - 8);

    @Test
    void proposalsWaitForAQuorumUpToTheBound() {
        SimCluster cluster =
                new SimCluster(1, new RaftProvider(), Map.of("max-uncommitted-bytes", "1MiB", "max-apply-gap", "5"), 3);
        cluster.startAll();
        SimMember leader = cluster.awaitLeader();
        cluster.network().isolate(leader.id(), List.of(1L, 2L, 3L));
        List<SimCluster.Proposal> proposals = new ArrayList<>();
        for (int i = 0; i <= FITTING; i++) {
            proposals.add(cluster.propose(leader, "c%02d".formatted(i) + LARGE));
            cluster.simulation().runFor(Duration.ofMillis(1));
        }
        assertThat(proposals).allMatch(SimCluster.Proposal::accepted);
        assertThat(proposals.subList(0, FITTING))
                .extracting(SimCluster.Proposal::dropped)
                .containsOnly("");
        assertThat(proposals.getLast().dropped()).isEqualTo("OVERLOADED");
        cluster.network().heal();
        cluster.awaitAgreement();
        assertThat(SimCluster.commandsOf(leader))
                .extracting(command -> command.substring(0, 3))
                .containsExactlyElementsOf(proposals.subList(0, FITTING).stream()
                        .map(proposal -> proposal.command().substring(0, 3))
                        .toList());
        assertThat(cluster.leaders()).containsExactly(leader);
        cluster.proposeAndAwait(leader, "afterwards");
    }

    @Test
    void proposalsWaitForADiskThatIsSlow() {
        SimCluster cluster = new SimCluster(1, new RaftProvider(), Map.of(), 1);
        cluster.startAll();
        SimMember member = cluster.awaitLeader();
        member.host().disk().setMaxSyncNanos(Duration.ofMinutes(5).toNanos());
        List<String> proposed = new ArrayList<>();
        // More rounds than the log thread's inbox has places.
        for (int i = 0; i < 3000; i++) {
            SimCluster.Proposal proposal = cluster.propose(member, "c" + i);
            cluster.simulation().runFor(Duration.ofMillis(1));
            assertThat(proposal.accepted()).as(proposal.command()).isTrue();
            assertThat(proposal.dropped()).isEmpty();
            proposed.add(proposal.command());
        }
        assertThat(SimCluster.commandsOf(member)).hasSizeLessThan(proposed.size() - 1024);
        member.host().disk().setMaxSyncNanos(0);
        cluster.simulation()
                .runUntil(
                        "all are applied",
                        () -> SimCluster.commandsOf(member).size() == proposed.size(),
                        Duration.ofMinutes(10));
        assertThat(SimCluster.commandsOf(member)).isEqualTo(proposed);
    }
}
