package dev.quoin.consensus.raft.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.testkit.consensus.SimCluster;
import dev.quoin.testkit.consensus.SimMember;
import dev.quoin.testkit.host.DiskOperation;
import dev.quoin.testkit.host.ProcessEnded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A member dies when its log begins at a snapshot already, and its state machine has not taken that snapshot yet. */
class ArrivedSnapshotTest {
    private final SimCluster cluster =
            new SimCluster(1, new RaftProvider(), Map.of("snapshot-count", "20", "snapshot-catchup-entries", "10"), 3);

    @Test
    void itIsInstalledAtTheNextStart() throws IOException {
        SimMember late = dieBeforeInstalling();
        assertThat(late.machine().appliedIndex()).isLessThan(50);
        // Nobody is there to send it again.
        cluster.members().stream().filter(SimMember::isRunning).forEach(SimMember::stop);
        late.start();
        cluster.simulation().runUntilIdle();
        assertThat(SimCluster.commandsOf(late)).hasSizeGreaterThan(200).contains("c0", "c199");
        assertThat(snapshotFiles(late)).isEmpty();
    }

    @Test
    void aDamagedOneEndsTheProcessRatherThanItsData() throws IOException {
        SimMember late = dieBeforeInstalling();
        Path file = snapshotFiles(late).getFirst();
        late.host().disk().flipBit(file, 8L * 200);
        late.host().expectFatal();
        late.start();
        cluster.simulation().runUntilIdle();
        assertThat(late.host().fatalReason())
                .contains("does not match its checksum")
                .contains(file.toString());
    }

    @Test
    void withoutItTheLogIsRefused() throws IOException {
        SimMember late = dieBeforeInstalling();
        late.host().disk().delete(snapshotFiles(late).getFirst());
        assertThatThrownBy(late::start)
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("but the store has applied entries only up to");
    }

    private SimMember dieBeforeInstalling() throws IOException {
        cluster.startAll();
        SimMember leader = cluster.awaitLeader();
        SimMember late = cluster.members().stream()
                .filter(member -> member != leader)
                .findFirst()
                .orElseThrow();
        late.crash();
        for (int i = 0; i < 200; i++) {
            cluster.propose(leader, "c" + i);
            if (i % 20 == 19) {
                cluster.proposeAndAwait(leader, "d" + i);
                cluster.members().stream()
                        .filter(SimMember::isRunning)
                        .forEach(
                                member -> member.node().compact(member.machine().persist()));
            }
        }
        boolean[] died = new boolean[1];
        late.host().disk().inject((operation, path) -> {
            if (operation == DiskOperation.OPEN && path.toString().endsWith(".snap")) {
                died[0] = true;
                throw new ProcessEnded("about to install");
            }
        });
        late.start();
        cluster.simulation().runUntil("death", () -> died[0], SimCluster.PATIENCE);
        late.crash();
        late.host().disk().heal();
        assertThat(snapshotFiles(late)).hasSize(1);
        return late;
    }

    private static List<Path> snapshotFiles(SimMember member) throws IOException {
        return member.host().disk().list(SimMember.DIRECTORY).stream()
                .filter(path -> path.toString().endsWith(".snap"))
                .toList();
    }
}
