package dev.quoin.tests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.MemberAddRequest;
import dev.quoin.protocol.rpc.MemberAddResponse;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.PutResponse;
import dev.quoin.protocol.rpc.ResponseHeader;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.CommandResult;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.Ports;
import dev.quoin.tests.harness.ServerProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong between members: it is refused, and told once for each change of state and not for each packet; the cluster goes on. */
class PeerMistakesIT {
    private static final int ATTEMPTS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String REFUSED = "refused a peer";

    private final ServerProgram program = ServerProgram.underTest();
    private final Table table = new Table("mistake", "message", "lines");

    @TempDir
    private Path folder;

    @Test
    void strangersAtThePeerPort() throws Exception {
        NodeSpec spec = NodeSpec.of(program, folder.resolve("a"));
        try (Node node = spec.start();
                ApiClient client = node.client()) {
            ResponseHeader self = put(client);
            String cluster = hex(self.getClusterId());
            String member = hex(self.getMemberId());
            String stranger = hex(0x5757);
            greet(node, "a member of another cluster", "cluster ID mismatch", "1", hex(0xbad), stranger, member);
            greet(node, "a future version", "protocol version 99 is not spoken here", "99", cluster, stranger, member);
            greet(node, "who looks for another member", "member ID mismatch", "1", cluster, stranger, hex(0x77));
            greet(node, "who says it is this member", "is not another member's", "1", cluster, member, member);
            rubbish(node, "rubbish", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
            rubbish(node, "a web browser", "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
            byte[] noise = new byte[4096];
            new SplittableRandom(5).nextBytes(noise);
            rubbish(node, "a lot of rubbish", noise);
            put(client);
        }
        table.print(program + ": strangers at the peer port");
    }

    @Test
    void membersThatDoNotFit() {
        NodeSpec spec = NodeSpec.of(program, folder.resolve("a"));
        try (Node node = spec.start();
                ApiClient client = node.client()) {
            put(client);
            Ports ports = Ports.free();
            String there = "node=" + spec.ports().peerUrl();
            String here = "b=" + ports.peerUrl();
            tryJoin("who was not added before", ports, there + "," + here, "member count is unequal");
            MemberAddRequest add = MemberAddRequest.newBuilder()
                    .addPeerURLs(ports.peerUrl())
                    .setIsLearner(true)
                    .build();
            client.call(EtcdMethods.MEMBER_ADD, add, MemberAddResponse.class);
            String wrong = "node=" + Ports.free().peerUrl() + "," + there.replace("node=", "other=");
            tryJoin("other URLs than those that were added", ports, wrong, "couldn't find local name \"b\"");
            tryJoin(
                    "a member at another URL",
                    ports,
                    "node=" + spec.ports().peerUrl() + ",b=" + Ports.free().peerUrl(),
                    "PeerURLs: no match found");
            tryJoin("one URL for two", ports, there + ",b=" + spec.ports().peerUrl(), "has duplicate url");
            Ports nobody = Ports.free();
            tryJoin(
                    "nobody there",
                    ports,
                    "node=" + nobody.peerUrl() + "," + here,
                    "cannot fetch cluster info from peer urls");
            tryStart(
                    "a new cluster with a URL that it does not advertise",
                    member(ports, "b=" + nobody.peerUrl(), "new"),
                    "missing from --initial-advertise-peer-urls");
            // After all of that, who fits joins.
            try (Node joined = member(ports, there + "," + here, "existing").start()) {
                assertThat(joined.pid()).isPositive();
                put(client);
            }
        }
        table.print(program + ": members that do not fit");
    }

    @Test
    void aPeerThatCannotBeReachedIsToldOnce() {
        List<Ports> ports = List.of(Ports.free(), Ports.free(), Ports.free());
        String cluster = "m0=" + ports.get(0).peerUrl() + ",m1=" + ports.get(1).peerUrl() + ",m2="
                + ports.get(2).peerUrl();
        try (Node first = founder(ports.get(0), "m0", cluster).launch();
                Node second = founder(ports.get(1), "m1", cluster).launch()) {
            first.awaitReady();
            second.awaitReady();
            String url = ports.get(2).peerUrl();
            await("the one that is not there is told", () -> lines(first, "failed to reach peer", url) > 0);
            try (ApiClient client = first.client()) {
                for (int i = 0; i < 10 * ATTEMPTS; i++) {
                    put(client);
                }
            }
            long told = lines(first, "failed to reach peer", url);
            table.row("a peer that cannot be reached", "failed to reach peer", Long.toString(told));
            assertThat(told).isEqualTo(1);
            try (Node third = founder(ports.get(2), "m2", cluster).start()) {
                await("it is told when it is there", () -> lines(first, "peer became active", url) > 0);
                assertThat(third.pid()).isPositive();
            }
        }
        table.print(program + ": a peer that cannot be reached");
    }

    private void greet(Node node, String mistake, String words, String... hello) {
        for (int i = 0; i < ATTEMPTS; i++) {
            try (StrangePeer peer = new StrangePeer(node.ports().peer())) {
                assertThat(peer.greet(hello[0], hello[1], hello[2], hello[3]))
                        .as(mistake)
                        .startsWith("FAILED_PRECONDITION: ")
                        .contains(words);
            }
        }
        await(mistake, () -> lines(node, REFUSED, words) > 0);
        long told = lines(node, REFUSED, words);
        table.row(mistake, words, Long.toString(told));
        assertThat(told).as(mistake).isEqualTo(1);
    }

    private void rubbish(Node node, String mistake, byte[] bytes) throws IOException {
        long before = lines(node, REFUSED, "127.0.0.1", "not a member");
        for (int i = 0; i < ATTEMPTS; i++) {
            try (Socket socket = new Socket("127.0.0.1", node.ports().peer())) {
                socket.setSoTimeout((int) PATIENCE.toMillis());
                OutputStream out = socket.getOutputStream();
                out.write(bytes);
                out.flush();
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            } catch (java.net.SocketException e) {
                // Closed by the member while this was still talking.
            }
        }
        // Whoever talks rubbish from one host is told of again only when it is rubbish of another kind.
        await("the log tells of " + mistake, () -> lines(node, REFUSED, "127.0.0.1", "not a member") > 0);
        long told = lines(node, REFUSED, "127.0.0.1", "not a member") - before;
        table.row(mistake, REFUSED, Long.toString(told));
        assertThat(told).as("lines about " + mistake).isLessThanOrEqualTo(1);
    }

    private void tryJoin(String mistake, Ports ports, String cluster, String words) {
        tryStart(mistake, member(ports, cluster, "existing"), words);
    }

    private void tryStart(String mistake, NodeSpec spec, String words) {
        CommandResult result = spec.command().run("", PATIENCE);
        List<String> said = result.errors()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("{"))
                .toList();
        table.row(mistake, String.join(" / ", said), Integer.toString(said.size()));
        assertThat(result.exitCode()).as(mistake).isNotZero();
        assertThat(said).as(mistake).singleElement().asString().contains(words);
    }

    private NodeSpec member(Ports ports, String cluster, String state) {
        return NodeSpec.on(ports, program, folder.resolve("b"))
                .flag("--name", "b")
                .flag("--initial-cluster", cluster)
                .flag("--initial-cluster-state", state);
    }

    private NodeSpec founder(Ports ports, String name, String cluster) {
        return NodeSpec.on(ports, program, folder.resolve(name))
                .flag("--name", name)
                .flag("--initial-cluster", cluster);
    }

    private static ResponseHeader put(ApiClient client) {
        PutRequest request =
                PutRequest.newBuilder().setKey(ByteString.copyFromUtf8("key")).build();
        return client.call(EtcdMethods.KV_PUT, request, PutResponse.class).getHeader();
    }

    private static long lines(Node node, String... words) {
        return node.log().soFar().stream()
                .filter(line -> List.of(words).stream().allMatch(line::contains))
                .count();
    }

    private static void await(String what, BooleanSupplier condition) {
        long since = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - since).as(what).isLessThan(TimeUnit.SECONDS.toNanos(60));
            Thread.onSpinWait();
        }
    }

    private static String hex(long id) {
        return HexFormat.of().toHexDigits(id);
    }
}
