package dev.quoin.tests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.HashKVRequest;
import dev.quoin.protocol.rpc.HashKVResponse;
import dev.quoin.protocol.rpc.LeaseLeasesRequest;
import dev.quoin.protocol.rpc.LeaseLeasesResponse;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.PutResponse;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.Command;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.ServerProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data directories that earlier commits wrote open with everything that was in them. */
class OldDataIT {
    private static final int KEYS = 21;
    private static final long REVISION = 44;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"rocksdb, 3308466405", "lmdb, 1407249603", "mapdb, 3500784232"})
    void aDirectoryWithTablesOfFormat2Opens(String backend, long hash) {
        unpack("tables-2-" + backend);
        NodeSpec spec = NodeSpec.of(ServerProgram.underTest(), folder)
                .flag("--name", "zoo")
                .flag("--backend", backend)
                .without("--initial-cluster");
        try (Node node = spec.start();
                ApiClient client = node.client()) {
            assertHolds(client, hash);
            client.call(
                    EtcdMethods.KV_PUT,
                    PutRequest.newBuilder()
                            .setKey(ByteString.copyFromUtf8("new"))
                            .build(),
                    PutResponse.class);
        }
    }

    private static void assertHolds(ApiClient client, long expectedHash) {
        RangeRequest all = RangeRequest.newBuilder()
                .setKey(ByteString.copyFrom(new byte[1]))
                .setRangeEnd(ByteString.copyFrom(new byte[1]))
                .build();
        RangeResponse now = client.call(EtcdMethods.KV_RANGE, all, RangeResponse.class);
        assertThat(now.getCount()).isEqualTo(KEYS);
        assertThat(now.getHeader().getRevision()).isEqualTo(REVISION);
        RangeRequest past = RangeRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8("k001"))
                .setRevision(25)
                .build();
        assertThat(client.call(EtcdMethods.KV_RANGE, past, RangeResponse.class).getKvsList())
                .extracting(kv -> kv.getValue().toStringUtf8())
                .containsExactly("v21");
        assertThat(client.call(
                                EtcdMethods.LEASE_LEASES,
                                LeaseLeasesRequest.getDefaultInstance(),
                                LeaseLeasesResponse.class)
                        .getLeasesCount())
                .isEqualTo(1);
        HashKVResponse hash = client.call(
                EtcdMethods.MAINTENANCE_HASH_KV,
                HashKVRequest.newBuilder().setRevision(REVISION).build(),
                HashKVResponse.class);
        assertThat(Integer.toUnsignedLong(hash.getHash())).isEqualTo(expectedHash);
    }

    private void unpack(String name) {
        Path archive = Path.of("src/test/resources/zoo", name + ".tar.gz").toAbsolutePath();
        new Command(List.of("tar", "-xzf", archive.toString(), "-C", folder.toString()))
                .run("", Duration.ofMinutes(1))
                .expectSuccess();
    }
}
