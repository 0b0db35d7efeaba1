package dev.quoin.distribution.host;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.consensus.Bootstrap;
import dev.quoin.api.consensus.ConsensusContext;
import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.Priority;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.consensus.raft.runtime.RaftProvider;
import dev.quoin.distribution.peer.NoPeers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The consensus engine on real threads and real files. The time limit only ends a test that hangs. */
@Timeout(120)
class RaftOnThreadsTest {
    private static final int PRODUCERS = 3;
    private static final int COMMANDS = 5_000;

    @TempDir
    private Path folder;

    @Test
    void commandsOfManyThreadsAreAppliedOnceInOrderAndFoundAgain() throws Exception {
        CountingMachine machine = new CountingMachine();
        List<String> applied;
        try (ConsensusNode node = open(machine)) {
            node.start();
            List<Thread> producers = new ArrayList<>();
            for (int p = 0; p < PRODUCERS; p++) {
                int number = p;
                producers.add(Thread.ofPlatform().start(() -> produce(node, number)));
            }
            for (Thread producer : producers) {
                producer.join();
            }
            applied = machine.awaitCommands(PRODUCERS * COMMANDS);
        }
        for (int p = 0; p < PRODUCERS; p++) {
            String prefix = p + "-";
            assertThat(applied.stream().filter(command -> command.startsWith(prefix)))
                    .containsExactlyElementsOf(commandsOf(p));
        }
        CountingMachine again = new CountingMachine();
        try (ConsensusNode node = open(again)) {
            node.start();
            assertThat(again.awaitCommands(PRODUCERS * COMMANDS)).isEqualTo(applied);
        }
    }

    private ConsensusNode open(CountingMachine machine) {
        RaftProvider provider = new RaftProvider();
        MemberChange self = new MemberChange(MemberChange.Kind.ADD_VOTER, 1, new byte[0]);
        return provider.open(
                provider.configSpec().read(Map.of()),
                new ConsensusContext(
                        new ThreadHost(),
                        folder,
                        new MemberIdentity(1, 1),
                        new Bootstrap(List.of(self)),
                        machine,
                        new NoPeers()));
    }

    private static void produce(ConsensusNode node, int producer) {
        for (String command : commandsOf(producer)) {
            // Without a leader, at first, proposals are dropped; with too many waiting, refused: a client tries again.
            boolean[] dropped = new boolean[1];
            while (!node.status().leader()
                    || !node.propose(command.getBytes(US_ASCII), Priority.NORMAL, reason -> dropped[0] = true)) {
                Thread.onSpinWait();
            }
        }
    }

    private static List<String> commandsOf(int producer) {
        List<String> commands = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++) {
            commands.add(producer + "-" + i);
        }
        return commands;
    }
}
