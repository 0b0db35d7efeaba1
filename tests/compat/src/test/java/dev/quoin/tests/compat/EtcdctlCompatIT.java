package dev.quoin.tests.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quoin.tests.compat.script.Comparison;
import dev.quoin.tests.compat.script.Observation;
import dev.quoin.tests.compat.script.Script;
import dev.quoin.tests.harness.Etcdctl;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.Peer;
import dev.quoin.tests.harness.Ports;
import dev.quoin.tests.harness.ServerProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same commands of an unmodified etcdctl, in the same order, against etcd and against the server under test, one after the
 * other on the same ports. What they print and how they end must be the same, down to cluster and member ids.
 */
class EtcdctlCompatIT {

    private static final Script SCRIPT = Script.beside(EtcdctlCompatIT.class, "etcdctl.script");

    @TempDir
    Path folder;

    @Test
    void etcdctlSeesNoDifference() throws IOException {
        assumeTrue(Peer.find().isPresent(), Peer.missing());
        Peer peer = Peer.require();
        Ports ports = Ports.free();
        ServerProgram underTest = ServerProgram.underTest();

        List<Observation> expected = run(peer, peer.server(), ports, folder.resolve("etcd"));
        assertThat(expected)
                .as("steps that do not come to their end against etcd")
                .allMatch(Observation::complete);
        List<Observation> actual = run(peer, underTest, ports, folder.resolve("under-test"));

        Comparison.save(expected, Path.of("target/etcdctl/etcd.txt"));
        Comparison.save(actual, Path.of("target/etcdctl/under-test.txt"));
        Comparison comparison = new Comparison(System.out, "etcd", underTest.isQuoin() ? "quoin" : "etcd under test");
        comparison.compare(expected, actual);
        comparison.printTotal();
        assertThat(comparison.differences()).isEmpty();
    }

    private static List<Observation> run(Peer peer, ServerProgram program, Ports ports, Path dataDir) {
        try (Node node = Servers.spec(program, ports, dataDir).start()) {
            return SCRIPT.runOn(new Etcdctl(peer, node.ports()));
        }
    }
}
