package dev.quoin.tests.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.CommandResult;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.Peer;
import dev.quoin.tests.harness.ServerProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Started on the other's directory by mistake, neither etcd nor Quoin serves, nor touches anything in it. */
class ForeignDirectoryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ByteString KEY = ByteString.copyFromUtf8("a");

    private final ServerProgram quoin = ServerProgram.underTest();

    @TempDir
    Path folder;

    @BeforeEach
    void needsBoth() {
        assumeTrue(quoin.isQuoin(), "needs a Quoin under test");
        assumeTrue(Peer.find().isPresent(), Peer.missing());
    }

    @Test
    void etcdOnOurDirectoryEndsAndWeGoOn() {
        etcdEndsOn(folder.resolve("data"), folder.resolve("data/member/wal"), Set.of());
    }

    @Test
    void etcdOnOurDirectoriesEndsAndWeGoOn() {
        etcdEndsOn(folder.resolve("data"), folder.resolve("log"), Set.of("--wal-dir"));
    }

    private void etcdEndsOn(Path data, Path log, Set<String> walDir) {
        NodeSpec ours = NodeSpec.of(quoin, data);
        walDir.forEach(flag -> ours.flag(flag, log.toString()));
        putAndStop(ours);
        for (Peer peer :
                new LinkedHashSet<>(List.of(Peer.require(), Peer.findNewest().orElseThrow()))) {
            Map<Path, Long> before = files(folder);
            NodeSpec theirs = NodeSpec.on(ours.ports(), peer.server(), data);
            walDir.forEach(flag -> theirs.flag(flag, log.toString()));
            CommandResult result = theirs.command().run("", PATIENCE);
            assertThat(result.exitCode()).isNotZero();
            assertThat(result.errors()).contains("wal: file not found");
            Map<Path, Long> after = files(folder);
            if (Peer.findOfServedVersion().filter(peer::equals).isEmpty()) {
                // An etcd before 3.7 leaves an empty database in a folder of its own, and nothing else.
                after.keySet().removeIf(path -> path.startsWith(data.resolve("member/snap")));
                before.keySet().removeIf(path -> path.startsWith(data.resolve("member/snap")));
            }
            assertThat(after).isEqualTo(before);
        }
        try (Node node = ours.start();
                ApiClient client = node.client()) {
            RangeResponse answer = client.call(
                    EtcdMethods.KV_RANGE, RangeRequest.newBuilder().setKey(KEY).build(), RangeResponse.class);
            assertThat(answer.getCount()).isEqualTo(1);
        }
    }

    @Test
    void weRefuseTheDirectoriesOfEtcd() {
        Path data = folder.resolve("etcd");
        Path log = folder.resolve("log");
        putAndStop(NodeSpec.of(Peer.require().server(), data).flag("--wal-dir", log.toString()));
        refused(NodeSpec.of(quoin, data), "data directory " + data + " belongs to etcd (it has member/snap)");
        refused(
                NodeSpec.of(quoin, folder.resolve("new")).flag("--wal-dir", log.toString()),
                "--wal-dir " + log + " belongs to etcd (it has ");
    }

    private void refused(NodeSpec spec, String message) {
        Map<Path, Long> before = files(folder.resolve("etcd"));
        before.putAll(files(folder.resolve("log")));
        CommandResult result = spec.command().run("", PATIENCE);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors().lines().filter(line -> !line.startsWith("{")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(message, "quoinutl import --from-etcd"));
        assertThat(files(folder)).containsAllEntriesOf(before);
    }

    private static void putAndStop(NodeSpec spec) {
        try (Node node = spec.start();
                ApiClient client = node.client()) {
            client.call(
                    EtcdMethods.KV_PUT,
                    PutRequest.newBuilder().setKey(KEY).setValue(KEY).build(),
                    Message.class);
            node.terminate();
        }
    }

    /** Every file with a number for its content, and every folder. */
    private static Map<Path, Long> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.collect(Collectors.toMap(path -> path, ForeignDirectoryIT::content, (a, b) -> a, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long content(Path path) {
        try {
            java.util.zip.CRC32C sum = new java.util.zip.CRC32C();
            if (Files.isRegularFile(path)) {
                sum.update(Files.readAllBytes(path));
            }
            return sum.getValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
