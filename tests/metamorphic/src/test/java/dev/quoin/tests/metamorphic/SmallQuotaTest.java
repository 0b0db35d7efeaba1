package dev.quoin.tests.metamorphic;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.backend.lmdb.LmdbBackendProvider;
import dev.quoin.backend.mapdb.MapdbBackendProvider;
import dev.quoin.backend.rocksdb.RocksdbBackendProvider;
import dev.quoin.core.corruption.CorruptionOptions;
import dev.quoin.core.lease.LeaseOptions;
import dev.quoin.core.membership.ClusterOptions;
import dev.quoin.core.node.FeatureOptions;
import dev.quoin.core.server.RequestOptions;
import dev.quoin.core.upkeep.CompactionOptions;
import dev.quoin.core.upkeep.StoreOptions;
import dev.quoin.core.watch.WatchOptions;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.PutRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An empty store counts next to nothing, whatever its tables take by themselves. */
class SmallQuotaTest {
    private static final FeatureOptions OPTIONS = new FeatureOptions(
            RequestOptions.DEFAULT,
            LeaseOptions.DEFAULT,
            WatchOptions.DEFAULT,
            new StoreOptions(53_248, 10_000, 16L << 20, Duration.ofSeconds(10)),
            ClusterOptions.DEFAULT,
            CorruptionOptions.DEFAULT,
            CompactionOptions.OFF);

    static Stream<StorageBackendProvider> backends() {
        return Stream.of(new RocksdbBackendProvider(), new LmdbBackendProvider(), new MapdbBackendProvider());
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aFreshMemberTakesAPut(StorageBackendProvider backend, @TempDir Path folder) {
        try (CoreUnderTest node = new CoreUnderTest(backend, folder, 1, OPTIONS)) {
            for (int i = 0; i < 50; i++) {
                RecordedCall put = node.call(
                        EtcdMethods.KV_PUT,
                        PutRequest.newBuilder()
                                .setKey(ByteString.copyFromUtf8("k" + i))
                                .setValue(ByteString.copyFrom(new byte[64]))
                                .build());
                assertThat(put.isOk()).as(put.text()).isTrue();
            }
        }
    }
}
