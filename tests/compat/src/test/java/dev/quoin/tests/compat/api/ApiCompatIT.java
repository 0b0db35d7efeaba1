package dev.quoin.tests.compat.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.StatusRequest;
import dev.quoin.protocol.rpc.StatusResponse;
import dev.quoin.tests.compat.Servers;
import dev.quoin.tests.compat.script.Comparison;
import dev.quoin.tests.compat.script.Observation;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.Peer;
import dev.quoin.tests.harness.Ports;
import dev.quoin.tests.harness.ServerProgram;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same messages, in the same order, to the newest etcd there is and to the server under test. Every field of every answer must
 * be the same, but for versions, sizes, positions in the log and the seconds left of a lease.
 */
class ApiCompatIT {

    private static final List<Scenario> SCENARIOS = Stream.of(
                    RangeScenarios.all(), TxnScenarios.all(), WatchScenarios.all(), ServerScenarios.all())
            .flatMap(List::stream)
            .toList();

    @TempDir
    Path folder;

    private int peerMinor;

    @Test
    void messagesAreTheSame() throws IOException {
        assumeTrue(Peer.findNewest().isPresent(), Peer.missing());
        Peer peer = Peer.findNewest().orElseThrow();
        Ports ports = Ports.free();
        ServerProgram underTest = ServerProgram.underTest();

        List<Observation> expected = talk(peer.server(), ports, folder.resolve("etcd"));
        List<Observation> actual = talk(underTest, ports, folder.resolve("under-test"));

        Comparison.save(expected, Path.of("target/api/etcd.txt"));
        Comparison.save(actual, Path.of("target/api/under-test.txt"));
        Comparison comparison =
                new Comparison(System.out, "etcd 3." + peerMinor, underTest.isQuoin() ? "quoin" : "etcd under test");
        SCENARIOS.stream()
                .filter(scenario -> scenario.since() > peerMinor)
                .forEach(scenario -> System.out.println("  skipped " + scenario.name() + ": needs etcd 3."
                        + scenario.since() + " in QUOIN_PEER_NEWEST_BIN, the peer is 3." + peerMinor));
        comparison.compare(expected, actual);
        comparison.printTotal();
        assertThat(comparison.differences()).isEmpty();
    }

    private List<Observation> talk(ServerProgram program, Ports ports, Path dataDir) {
        try (Node node = Servers.spec(program, ports, dataDir).start();
                ApiClient client = node.client()) {
            if (peerMinor == 0) {
                peerMinor = minor(client);
            }
            Conversation conversation = new Conversation(client);
            SCENARIOS.forEach(scenario -> talk(node, conversation, scenario));
            return conversation.observations();
        }
    }

    private void talk(Node node, Conversation conversation, Scenario scenario) {
        if (scenario.since() > peerMinor) {
            return;
        }
        conversation.begin(scenario.name());
        try {
            scenario.talk().accept(conversation);
        } catch (StatusRuntimeException | AssertionError e) {
            throw new AssertionError(
                    node.spec().program() + " broke off: " + scenario.name() + "\n" + node.lastWords(), e);
        }
    }

    private static int minor(ApiClient client) {
        StatusResponse status =
                client.call(EtcdMethods.MAINTENANCE_STATUS, StatusRequest.getDefaultInstance(), StatusResponse.class);
        return Integer.parseInt(status.getVersion().split("\\.")[1]);
    }
}
