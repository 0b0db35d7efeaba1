package dev.quoin.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The initial cluster from a name server. */
class SrvDiscoveryIT {
    private static final String NO_SUCH_HOST = "no-such-host";

    private final Tree tree = Tree.built();
    private final NameServer names = new NameServer();

    @TempDir
    private Path folder;

    SrvDiscoveryIT() throws IOException {}

    @AfterEach
    void close() {
        names.close();
    }

    @Test
    void aMemberFindsItselfByItsAddress() throws Exception {
        int port = freePort();
        names.add("_etcd-server._tcp.example.test", port);
        ProcessBuilder first = command("example.test", "http://127.0.0.1:" + port);
        try (RunningNode node = RunningNode.start(first)) {
            node.put("key", "value");
            assertThat(node.log()).anyMatch(line -> line.contains("\"node\":\"m0=http://localhost:" + port + "\""));
            node.stop();
        }
        // With data of its own it asks nobody any more.
        names.close();
        ProcessBuilder again = command("example.test", "http://127.0.0.1:" + port);
        try (RunningNode node = RunningNode.start(again)) {
            assertThat(node.range("key", "kez").getCount()).isEqualTo(1);
        }
    }

    @Test
    void aSuffixTellsClustersApart() throws Exception {
        int port = freePort();
        names.add("_etcd-server-blue._tcp.example.test", port);
        ProcessBuilder blue = command("example.test", "http://127.0.0.1:" + port);
        blue.command().add("--discovery-srv-name=blue");
        try (RunningNode node = RunningNode.start(blue)) {
            assertThat(node.put("key", "value")).isPositive();
        }
    }

    @Test
    void aMemberWithoutAnAddressIsOneOfTheClusterAllTheSame() throws Exception {
        int port = freePort();
        names.add("_etcd-server._tcp.example.test", NO_SUCH_HOST, port);
        names.add("_etcd-server._tcp.example.test", port);
        ProcessBuilder command = command("example.test", "http://127.0.0.1:" + port);
        command.command()
                .addAll(List.of("--listen-peer-urls=http://127.0.0.1:0", "--listen-client-urls=http://127.0.0.1:0"));
        command.command().add("--advertise-client-urls=http://127.0.0.1:2379");
        // With one of two members it does not come so far that it serves.
        Process node = command.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        String self = "\"node\":\"m0=http://localhost:" + port + "\"";
        List<String> log = new ArrayList<>();
        try (BufferedReader lines = node.errorReader()) {
            while (log.isEmpty() || !log.getLast().contains(self)) {
                log.add(Objects.requireNonNull(lines.readLine(), () -> "ended without more than " + log));
            }
        } finally {
            node.destroyForcibly().waitFor();
        }
        assertThat(log).anyMatch(line -> line.contains("\"node\":\"0=http://" + NO_SUCH_HOST + ":" + port + "\""));
    }

    @Test
    void whatDoesNotFitIsToldInOneLine() throws Exception {
        int port = freePort();
        refused(
                command("nowhere.test", "http://127.0.0.1:" + port),
                "quoin: error setting up initial cluster: error querying DNS SRV records for _etcd-server-ssl ",
                "; error querying DNS SRV records for _etcd-server ");
        names.add("_etcd-server._tcp.other.test", port + 1);
        refused(
                command("other.test", "http://127.0.0.1:" + port),
                "quoin: error setting up initial cluster: cannot find local etcd member \"m0\" in SRV records");
        names.add("_etcd-server-ssl._tcp.secure.test", port);
        refused(
                command("secure.test", "http://127.0.0.1:" + port),
                "bootstrap at https://localhost:" + port
                        + " from DNS for etcd-server-ssl has scheme mismatch with expected peer http://127.0.0.1:"
                        + port);
        ProcessBuilder both = command("example.test", "http://127.0.0.1:" + port);
        both.command().add("--initial-cluster=m0=http://127.0.0.1:" + port);
        refused(
                both,
                "multiple discovery or bootstrap flags are set. Choose one of \"initial-cluster\","
                        + " \"discovery-endpoints\" or \"discovery-srv\"");
    }

    private static void refused(ProcessBuilder command, String... said) throws Exception {
        Outcome outcome = Outcome.of(command);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.messages()).singleElement().asString().contains(said);
    }

    private ProcessBuilder command(String domain, String peerUrl) {
        ProcessBuilder command = tree.command(
                "--name=m0",
                "--data-dir=" + folder.resolve("data"),
                "--initial-advertise-peer-urls=" + peerUrl,
                "--discovery-srv=" + domain);
        command.environment().put("QUOIN_JAVA_OPTS", "-Djava.naming.provider.url=" + names.url());
        return command;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
