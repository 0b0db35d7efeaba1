package dev.quoin.tests.compat.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.SnapshotRequest;
import dev.quoin.protocol.rpc.SnapshotResponse;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.Command;
import dev.quoin.tests.harness.CommandResult;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.Peer;
import dev.quoin.tests.harness.Ports;
import dev.quoin.tests.harness.ServerProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Both ways between etcd and Quoin, on each backend: what was there is there, at every revision, with the same hashes,
 * leases and alarms, and the server goes on writing.
 */
class EtcdMoveIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int REQUESTS = Integer.getInteger("quoin.move.requests", 300);

    @TempDir
    Path folder;

    private final Ports ports = Ports.free();
    private Peer peer;

    @BeforeEach
    void findPeer() {
        var found = Peer.findNewest();
        assumeTrue(found.isPresent(), Peer.missing());
        peer = found.orElseThrow();
        assumeTrue(Files.isExecutable(peer.bin().resolve("etcdutl")), "no etcdutl beside etcd in " + peer.bin());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rocksdb", "lmdb", "mapdb"})
    void aSnapshotOfQuoinStartsAsEtcd(String backend) throws Exception {
        Path file = folder.resolve("snapshot.db");
        List<String> before = snapshot(quoin(folder.resolve("quoin"), backend), file);
        Path restored = folder.resolve("etcd");
        etcdutl("snapshot", "restore", file.toString(), "--data-dir", restored.toString());
        same(goesOn(etcd(restored)), before);
        if (Peer.findOfServedVersion().isEmpty()) {
            System.out.println("  not compared: what the tools say of a snapshot; " + Peer.tooOld());
            return;
        }
        String here =
                quoinutl("snapshot", "status", file.toString(), "-w", "json").text();
        assertThat(here)
                .isEqualTo(etcdutl("snapshot", "status", file.toString(), "-w", "json")
                        .text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rocksdb", "lmdb", "mapdb"})
    void aSnapshotOfEtcdStartsAsQuoin(String backend) throws Exception {
        Path file = folder.resolve("snapshot.db");
        List<String> before = snapshot(etcd(folder.resolve("etcd")), file);
        Path restored = folder.resolve("quoin");
        quoinutl("snapshot", "restore", file.toString(), "--data-dir", restored.toString(), "--backend", backend);
        same(goesOn(quoin(restored, backend)), before);
        if (Peer.findOfServedVersion().isEmpty()) {
            System.out.println("  not compared: what the tools say of a snapshot; " + Peer.tooOld());
            return;
        }
        for (String form : List.of("simple", "json", "table", "fields")) {
            assertThat(quoinutl("snapshot", "status", file.toString(), "-w", form)
                            .text())
                    .isEqualTo(etcdutl("snapshot", "status", file.toString(), "-w", form)
                            .text());
        }
    }

    /** Killed, so that the log holds what the database does not yet. */
    @ParameterizedTest
    @ValueSource(strings = {"rocksdb", "lmdb", "mapdb"})
    void aDirectoryOfEtcdBecomesQuoins(String backend) throws Exception {
        Path from = folder.resolve("etcd");
        List<String> before = killed(etcd(from));
        Path to = folder.resolve("quoin");
        quoinutl("import", "--from-etcd", from.toString(), "--data-dir", to.toString(), "--backend", backend);
        same(goesOn(quoin(to, backend)), before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rocksdb", "lmdb", "mapdb"})
    void aDirectoryOfQuoinBecomesEtcds(String backend) throws Exception {
        assumeTrue(Peer.findOfServedVersion().isPresent(), Peer.tooOld());
        Path from = folder.resolve("quoin");
        List<String> before = killed(quoin(from, backend));
        Path to = folder.resolve("etcd");
        quoinutl("export", "--data-dir", from.toString(), "--to-etcd", to.toString());
        same(goesOn(etcd(to)), before);
    }

    /** An etcd before 3.7 looks at more files when it starts. */
    @Test
    void anOlderEtcdStartsToo() {
        assumeTrue(Peer.find().isPresent(), Peer.missing());
        Path from = folder.resolve("quoin");
        List<String> before = killed(quoin(from, "rocksdb"));
        Path to = folder.resolve("etcd");
        quoinutl("export", "--data-dir", from.toString(), "--to-etcd", to.toString(), "--etcd-version", "3.5");
        same(goesOn(NodeSpec.on(ports, Peer.require().server(), to)), before);
    }

    /** Line by line, so that a difference is shown and not the whole. */
    private static void same(List<String> after, List<String> before) {
        for (int i = 0; i < Math.min(after.size(), before.size()); i++) {
            assertThat(after.get(i))
                    .as("line %d, behind %s", i, before.get(Math.max(0, i - 1)))
                    .isEqualTo(before.get(i));
        }
        assertThat(after).hasSameSizeAs(before);
    }

    private NodeSpec quoin(Path dataDir, String backend) {
        return NodeSpec.on(ports, ServerProgram.underTest(), dataDir).flag("--backend", backend);
    }

    private NodeSpec etcd(Path dataDir) {
        return NodeSpec.on(ports, peer.server(), dataDir);
    }

    private static List<String> snapshot(NodeSpec spec, Path file) throws IOException {
        try (Node node = spec.start();
                ApiClient client = node.client();
                OutputStream out = Files.newOutputStream(file)) {
            new History(client, 1, !spec.program().isQuoin()).make(REQUESTS);
            List<String> observed = Observed.of(client);
            List<SnapshotResponse> pieces = client.collect(
                    EtcdMethods.MAINTENANCE_SNAPSHOT, SnapshotRequest.getDefaultInstance(), SnapshotResponse.class);
            assertThat(pieces.getLast().getRemainingBytes()).isZero();
            for (SnapshotResponse piece : pieces) {
                piece.getBlob().writeTo(out);
            }
            return observed;
        }
    }

    private static List<String> killed(NodeSpec spec) {
        try (Node node = spec.start();
                ApiClient client = node.client()) {
            new History(client, 2, !spec.program().isQuoin()).make(REQUESTS);
            List<String> observed = new ArrayList<>(Observed.of(client));
            observed.add(Observed.ids(client));
            node.kill();
            return observed;
        }
    }

    /** What a server shows that begins with data from elsewhere, before it goes on to write. */
    private List<String> goesOn(NodeSpec spec) {
        try (Node node = spec.start();
                ApiClient client = node.client()) {
            List<String> observed = new ArrayList<>(Observed.of(client));
            if (Files.isDirectory(folder.resolve("etcd")) && !Files.exists(folder.resolve("snapshot.db"))) {
                observed.add(Observed.ids(client));
            }
            PutRequest put = PutRequest.newBuilder()
                    .setKey(ByteString.copyFromUtf8("after"))
                    .setValue(ByteString.copyFromUtf8("all"))
                    .build();
            client.call(EtcdMethods.KV_PUT, put, Message.class);
            return observed;
        }
    }

    private CommandResult etcdutl(String... arguments) {
        return run(peer.bin().resolve("etcdutl"), restoring(arguments));
    }

    private CommandResult quoinutl(String... arguments) {
        return run(ServerProgram.underTest().executable().resolveSibling("quoinutl"), restoring(arguments));
    }

    /** A restored member is to be the one that is started then. */
    private List<String> restoring(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        if (words.contains("restore")) {
            words.addAll(List.of(
                    "--name=node",
                    "--initial-cluster=node=" + ports.peerUrl(),
                    "--initial-cluster-token=tests",
                    "--initial-advertise-peer-urls=" + ports.peerUrl()));
        }
        return words;
    }

    private static CommandResult run(Path program, List<String> arguments) {
        List<String> words =
                Stream.concat(Stream.of(program.toString()), arguments.stream()).toList();
        CommandResult result = new Command(words).run("", PATIENCE);
        assertThat(result.exitCode()).as("%s: %s", words, result).isZero();
        return result;
    }
}
