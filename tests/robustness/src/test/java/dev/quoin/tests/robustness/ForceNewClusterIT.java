package dev.quoin.tests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.Member;
import dev.quoin.protocol.rpc.MemberListRequest;
import dev.quoin.protocol.rpc.MemberListResponse;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.PutResponse;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.Ports;
import dev.quoin.tests.harness.ServerProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two of three machines are gone for good: the third goes on alone with all its data. */
class ForceNewClusterIT {
    private static final int MEMBERS = 3;
    private static final int PUTS = 100;

    @TempDir
    private Path folder;

    @Test
    void theLastMemberGoesOnAlone() {
        List<NodeSpec> specs = specs();
        long clusterId = fill(specs);
        NodeSpec survivor = specs.getFirst();
        try (Node alone = survivor.flag("--force-new-cluster", "true").start();
                ApiClient client = alone.client()) {
            assertGoesOn(client, clusterId, PUTS);
            alone.kill();
        }
        // Without the flag it stays what it has become.
        try (Node again = survivor.flag("--force-new-cluster", "false").start();
                ApiClient client = again.client()) {
            assertGoesOn(client, clusterId, PUTS + 1);
        }
    }

    private List<NodeSpec> specs() {
        List<Ports> ports = Stream.generate(Ports::free).limit(MEMBERS).toList();
        String cluster = IntStream.range(0, MEMBERS)
                .mapToObj(i -> "m" + i + "=" + ports.get(i).peerUrl())
                .collect(Collectors.joining(","));
        return IntStream.range(0, MEMBERS)
                .mapToObj(i -> NodeSpec.on(ports.get(i), ServerProgram.underTest(), folder.resolve("m" + i))
                        .flag("--name", "m" + i)
                        .flag("--initial-cluster", cluster))
                .toList();
    }

    /** Puts something, kills all, and returns the cluster's id. */
    private static long fill(List<NodeSpec> specs) {
        List<Node> nodes = specs.stream().map(NodeSpec::launch).toList();
        try {
            nodes.forEach(Node::awaitReady);
            try (ApiClient client = nodes.getFirst().client()) {
                for (int i = 0; i < PUTS; i++) {
                    put(client, "key" + i);
                }
                return list(client).getHeader().getClusterId();
            }
        } finally {
            nodes.forEach(Node::close);
        }
    }

    private static void assertGoesOn(ApiClient client, long clusterId, long count) {
        RangeRequest all = RangeRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8("key"))
                .setRangeEnd(ByteString.copyFromUtf8("kez"))
                .setCountOnly(true)
                .build();
        assertThat(client.call(EtcdMethods.KV_RANGE, all, RangeResponse.class).getCount())
                .isEqualTo(count);
        put(client, "key-more" + count);
        MemberListResponse members = list(client);
        assertThat(members.getMembersList()).extracting(Member::getName).containsExactly("m0");
        assertThat(members.getHeader().getClusterId()).isEqualTo(clusterId);
    }

    private static MemberListResponse list(ApiClient client) {
        return client.call(
                EtcdMethods.MEMBER_LIST,
                MemberListRequest.newBuilder().setLinearizable(true).build(),
                MemberListResponse.class);
    }

    private static void put(ApiClient client, String key) {
        client.call(
                EtcdMethods.KV_PUT,
                PutRequest.newBuilder().setKey(ByteString.copyFromUtf8(key)).build(),
                PutResponse.class);
    }
}
