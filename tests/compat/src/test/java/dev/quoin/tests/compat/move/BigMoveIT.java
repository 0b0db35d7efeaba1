package dev.quoin.tests.compat.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.HashKVRequest;
import dev.quoin.protocol.rpc.HashKVResponse;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.Command;
import dev.quoin.tests.harness.CommandResult;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.Peer;
import dev.quoin.tests.harness.ServerProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A snapshot of much data, with a heap of 256 MB: {@code -Dquoin.move.megabytes=2048} for 2 GB. While it is sent, keys
 * are written, and the node's memory grows by less than 128 MB. The snapshot is restored with the same heap, and has
 * the hash of the server.
 */
class BigMoveIT {
    private static final int MEGABYTES = Integer.getInteger("quoin.move.megabytes", 32);
    private static final int VALUE = 4096;
    private static final int IN_FLIGHT = 200;
    private static final long MOST_GROWTH = 128;
    private static final String HEAP = "-Xms256m -Xmx256m -XX:+AlwaysPreTouch";
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(13);

    @Test
    void memoryIsBounded() throws Exception {
        var peer = Peer.findNewest();
        assumeTrue(peer.isPresent(), Peer.missing());
        Path file = folder.resolve("snapshot.db");
        NodeSpec spec = NodeSpec.of(ServerProgram.underTest(), folder.resolve("data"))
                .flag("--quota-backend-bytes", Long.toString(64L << 30))
                .environment("QUOIN_JAVA_OPTS", HEAP);
        long revision;
        try (Node node = spec.start();
                ApiClient client = node.client()) {
            put(client, MEGABYTES * (1 << 20) / VALUE, "filling");
            revision = hash(client, 0).getHashRevision();
            // Forgets the peak of the filling.
            Files.writeString(Path.of("/proc/" + node.pid() + "/clear_refs"), "5");
            long before = megabytes(node, "VmRSS:");
            CompletableFuture<CommandResult> saving = CompletableFuture.supplyAsync(() -> save(peer.get(), node, file));
            while (!saving.isDone()) {
                put(client, IN_FLIGHT, "meanwhile");
            }
            assertThat(saving.join().exitCode()).as(saving.join().toString()).isZero();
            long grown = megabytes(node, "VmHWM:") - before;
            System.out.println("snapshot of " + MEGABYTES + " MB: memory " + before + " MB, grown by " + grown + " MB");
            assertThat(grown).isLessThan(MOST_GROWTH);
            String hashed = utl("hashkv", file.toString(), "--rev", Long.toString(revision));
            assertThat(hashed)
                    .startsWith(Integer.toUnsignedString(hash(client, revision).getHash()) + ", ");
        }
        utl(
                "snapshot",
                "restore",
                file.toString(),
                "--data-dir",
                folder.resolve("restored").toString());
        try (Node node = NodeSpec.of(ServerProgram.underTest(), folder.resolve("restored"))
                        .start();
                ApiClient client = node.client()) {
            String hashed = utl("hashkv", file.toString(), "--rev", Long.toString(revision));
            assertThat(hashed)
                    .startsWith(Integer.toUnsignedString(hash(client, revision).getHash()) + ", ");
        }
    }

    private static CommandResult save(Peer peer, Node node, Path file) {
        return new Command(List.of(
                        peer.etcdctl().toString(),
                        "--endpoints=" + node.ports().clientEndpoint(),
                        "snapshot",
                        "save",
                        file.toString()))
                .run("", PATIENCE);
    }

    private void put(ApiClient client, int count, String name) {
        Deque<CompletableFuture<Message>> under = new ArrayDeque<>();
        byte[] value = new byte[VALUE];
        for (int i = 0; i < count; i++) {
            random.nextBytes(value);
            PutRequest put = PutRequest.newBuilder()
                    .setKey(ByteString.copyFromUtf8(name + "-" + i))
                    .setValue(ByteString.copyFrom(value))
                    .build();
            under.add(client.callAsync(EtcdMethods.KV_PUT, put));
            if (under.size() >= IN_FLIGHT) {
                under.remove().join();
            }
        }
        under.forEach(CompletableFuture::join);
    }

    private static HashKVResponse hash(ApiClient client, long revision) {
        HashKVRequest request = HashKVRequest.newBuilder().setRevision(revision).build();
        return client.call(EtcdMethods.MAINTENANCE_HASH_KV, request, HashKVResponse.class);
    }

    private static long megabytes(Node node, String what) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + node.pid() + "/status")).stream()
                        .filter(line -> line.startsWith(what))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .findFirst()
                        .orElseThrow()
                >> 10;
    }

    private static String utl(String... arguments) {
        List<String> words = new ArrayList<>(List.of(ServerProgram.underTest()
                .executable()
                .resolveSibling("quoinutl")
                .toString()));
        words.addAll(List.of(arguments));
        CommandResult result = new Command(words).with("QUOIN_JAVA_OPTS", HEAP).run("", PATIENCE);
        assertThat(result.exitCode()).as(words + ": " + result).isZero();
        return result.text();
    }
}
