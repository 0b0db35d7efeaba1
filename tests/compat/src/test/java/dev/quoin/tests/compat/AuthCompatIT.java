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

/** Users, roles, permissions and denials as an unmodified etcdctl sees them, against etcd and against the server under test. */
class AuthCompatIT {
    @TempDir
    Path folder;

    @Test
    void etcdctlSeesNoDifference() throws IOException {
        assumeTrue(Peer.findOfServedVersion().isPresent(), Peer.tooOld());
        compare(Peer.findOfServedVersion().orElseThrow(), "auth.script");
    }

    /** Earlier versions let nobody in particular do more. */
    @Test
    void nobodyInParticularIsAnsweredAsByTheNewestEtcd() throws IOException {
        assumeTrue(Peer.findOfServedVersion().isPresent(), Peer.tooOld());
        compare(Peer.findOfServedVersion().orElseThrow(), "auth-nobody.script");
    }

    private void compare(Peer peer, String name) throws IOException {
        Script script = Script.beside(AuthCompatIT.class, name);
        Ports ports = Ports.free();
        List<Observation> expected = run(script, peer, peer.server(), ports, folder.resolve("etcd"));
        assertThat(expected)
                .as("steps that do not come to their end against etcd")
                .allMatch(Observation::complete);
        List<Observation> actual = run(script, peer, ServerProgram.underTest(), ports, folder.resolve("under-test"));
        Comparison.save(expected, Path.of("target/etcdctl", name, "etcd.txt"));
        Comparison.save(actual, Path.of("target/etcdctl", name, "under-test.txt"));
        Comparison comparison = new Comparison(System.out, "etcd", "the server under test");
        comparison.compare(expected, actual);
        comparison.printTotal();
        assertThat(comparison.differences()).isEmpty();
    }

    private static List<Observation> run(Script script, Peer peer, ServerProgram program, Ports ports, Path dataDir) {
        try (Node node = Servers.spec(program, ports, dataDir).start()) {
            return script.runOn(new Etcdctl(peer, node.ports()));
        }
    }
}
