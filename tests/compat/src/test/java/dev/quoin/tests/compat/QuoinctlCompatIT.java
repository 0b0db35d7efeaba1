package dev.quoin.tests.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quoin.tests.compat.script.Comparison;
import dev.quoin.tests.compat.script.Observation;
import dev.quoin.tests.compat.script.Script;
import dev.quoin.tests.harness.CommandResult;
import dev.quoin.tests.harness.Etcdctl;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.Peer;
import dev.quoin.tests.harness.Ports;
import dev.quoin.tests.harness.ServerProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same command lines for etcd's own etcdctl and for quoinctl under that name, each against a fresh node of the same program.
 * What they print, in every format, and how they end must be the same. Help texts and the client's own log lines are left out.
 */
class QuoinctlCompatIT {

    @TempDir
    Path folder;

    private Peer peer;
    private Peer ours;

    @BeforeEach
    void findBoth() {
        assumeTrue(Peer.findNewest().isPresent(), Peer.missing());
        peer = Peer.findNewest().orElseThrow();
        String version = new Etcdctl(peer, "127.0.0.1:1").run("version").text();
        assumeTrue(version.contains("3.7."), "quoinctl is compared with an etcdctl 3.7, and this is " + version);
        Path home = ServerProgram.underTest().executable().getParent().getParent();
        ours = new Peer(home.resolve("compat/bin"));
    }

    @Test
    void everyCommandAgainstEtcd() throws IOException {
        compare("etcd", peer.server(), Script.beside(QuoinctlCompatIT.class, "quoinctl.script"));
    }

    @Test
    void theServedCommandsAgainstQuoin() throws IOException {
        compare("quoin", ServerProgram.underTest(), Script.beside(QuoinctlCompatIT.class, "etcdctl.script"));
    }

    private void compare(String name, ServerProgram server, Script script) throws IOException {
        Ports ports = Ports.free();
        List<Observation> expected = run(peer, server, ports, folder.resolve(name + "-etcdctl"), script);
        List<Observation> actual = run(ours, server, ports, folder.resolve(name + "-quoinctl"), script);
        Comparison.save(expected, Path.of("target/quoinctl", name, "etcdctl.txt"));
        Comparison.save(actual, Path.of("target/quoinctl", name, "quoinctl.txt"));
        Comparison comparison = new Comparison(System.out, "etcdctl", "quoinctl");
        comparison.compare(expected, actual);
        comparison.printTotal();
        assertThat(comparison.differences()).isEmpty();
        assertThat(expected)
                .as("steps that do not come to their end with etcdctl")
                .allMatch(Observation::complete);
    }

    private static List<Observation> run(Peer tools, ServerProgram program, Ports ports, Path dataDir, Script script) {
        try (Node node = Servers.spec(program, ports, dataDir).start()) {
            return script.runOn(new Etcdctl(tools, node.ports())).stream()
                    .map(QuoinctlCompatIT::withoutWords)
                    .toList();
        }
    }

    /** Leaves out what is worded freely: log lines of the client, complaints of stty, and the usage after an error. */
    private static Observation withoutWords(Observation seen) {
        List<String> lines = new ArrayList<>();
        boolean usage = false;
        for (String line : seen.lines()) {
            boolean end = line.startsWith("err: exit code") || line.startsWith("err: Error:");
            usage = !end && (usage || line.equals("err: Usage:"));
            if (!usage && !line.startsWith("err: {\"level\"") && !line.startsWith("err: stty:")) {
                lines.add(line.replaceAll("\\b[0-9]+%", "<percent>"));
            }
        }
        boolean members = seen.title().contains("member add") || seen.title().contains("member list");
        return new Observation(seen.title(), members ? withoutOrder(lines) : lines);
    }

    /** Members come in the order of their ids, and those of added members depend on the clock. */
    private static List<String> withoutOrder(List<String> lines) {
        return lines.stream()
                .map(line -> Stream.of(line.split("[\\[\\]{},\"]+")).sorted().collect(Collectors.joining(" ")))
                .sorted()
                .toList();
    }

    /** Nobody listens; somebody listens and says nothing; somebody speaks without TLS to one who wants it. */
    @Test
    void endpointsThatDoNotAnswer() throws IOException {
        Ports ports = Ports.free();
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                Node node = Servers.spec(peer.server(), Ports.free(), folder.resolve("clear"))
                        .start()) {
            List<String> endpoints = List.of(
                    ports.clientEndpoint(),
                    "127.0.0.1:" + silent.getLocalPort(),
                    "https://" + node.ports().clientEndpoint().replaceFirst(".*//", ""));
            List<List<String>> commands = List.of(
                    List.of("get", "a"),
                    List.of("put", "a", "b"),
                    List.of("member", "list"),
                    List.of("endpoint", "health", "-w", "json"),
                    List.of("endpoint", "status"),
                    List.of("endpoint", "hashkv", "-w", "json"),
                    List.of("endpoint", "status", "--cluster"),
                    List.of("compaction", "1"),
                    List.of("defrag"),
                    List.of("move-leader", "1"),
                    List.of("alarm", "list"),
                    List.of("lease", "grant", "1"),
                    List.of("auth", "enable"),
                    List.of("get", "a", "--user=a:b"));
            for (String endpoint : endpoints) {
                for (List<String> command : commands) {
                    assertSame(endpoint, command);
                }
            }
        }
    }

    private void assertSame(String endpoint, List<String> command) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("--command-timeout=700ms", "--dial-timeout=700ms"));
        CommandResult expected = new Etcdctl(peer, endpoint).run(words, "");
        CommandResult actual = new Etcdctl(ours, endpoint).run(words, "");
        assertThat(shown(actual)).as("%s at %s", command, endpoint).isEqualTo(shown(expected));
    }

    private static String shown(CommandResult result) {
        String errors = String.join(
                "\n",
                result.errors()
                        .lines()
                        .filter(line -> !line.startsWith("{\"level\""))
                        .toList());
        return (result.text() + errors + "\nexit code " + result.exitCode())
                .replaceAll("[0-9.]+(ns|µs|ms|s)\\b", "<time>");
    }

    @Test
    void aSnapshotIsWholeAndPrivate() throws IOException {
        try (Node node = Servers.spec(peer.server(), Ports.free(), folder.resolve("saved"))
                .start()) {
            Path theirs = folder.resolve("theirs.db");
            Path saved = folder.resolve("ours.db");
            new Etcdctl(peer, node.ports())
                    .run("snapshot", "save", theirs.toString())
                    .expectSuccess();
            CommandResult result = new Etcdctl(ours, node.ports())
                    .run("snapshot", "save", saved.toString())
                    .expectSuccess();
            assertThat(result.text()).startsWith("Snapshot saved at " + saved + "\nServer version 3.7.");
            assertThat(Files.size(saved)).isEqualTo(Files.size(theirs));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(saved)))
                    .isEqualTo("rw-------");
        }
    }
}
