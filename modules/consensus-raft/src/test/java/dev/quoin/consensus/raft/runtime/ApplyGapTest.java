package dev.quoin.consensus.raft.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.consensus.Priority;
import dev.quoin.testkit.consensus.SimCluster;
import dev.quoin.testkit.consensus.SimMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** While more is committed than applied by more than the gap, proposals are refused; none that was taken is lost. */
class ApplyGapTest {
    @Test
    void refusesWhileApplyingLagsTooFarBehind() {
        assertThat(takenDuringTheApplyOf(100, "5", Priority.NORMAL)).isFalse();
        assertThat(takenDuringTheApplyOf(100, "1000", Priority.NORMAL)).isTrue();
    }

    @Test
    void urgentProposalsWaitForTwiceAsMany() {
        assertThat(takenDuringTheApplyOf(100, "70", Priority.NORMAL)).isFalse();
        assertThat(takenDuringTheApplyOf(100, "70", Priority.URGENT)).isTrue();
        assertThat(takenDuringTheApplyOf(100, "5", Priority.URGENT)).isFalse();
    }

    /** Whether a proposal is taken while the first of some entries that were committed together is applied. */
    private static boolean takenDuringTheApplyOf(int entries, String gap, Priority priority) {
        SimCluster cluster = new SimCluster(1, new RaftProvider(), Map.of("max-apply-gap", gap), 1);
        cluster.startAll();
        SimMember member = cluster.awaitLeader();
        List<Boolean> taken = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        member.machine().onCommand(command -> {
            if (command.equals("c0")) {
                taken.add(cluster.propose(member, "meanwhile", priority).accepted());
            }
        });
        for (int i = 0; i < entries; i++) {
            assertThat(cluster.propose(member, "c" + i).accepted()).isTrue();
            expected.add("c" + i);
        }
        cluster.simulation().runUntilIdle();
        assertThat(cluster.propose(member, "afterwards").accepted()).isTrue();
        cluster.simulation().runUntilIdle();
        if (taken.getFirst()) {
            expected.add("meanwhile");
        }
        expected.add("afterwards");
        assertThat(SimCluster.commandsOf(member)).isEqualTo(expected);
        return taken.getFirst();
    }
}
