package dev.quoin.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.core.ask.AuditHook;
import dev.quoin.core.corruption.CorruptionOptions;
import dev.quoin.core.lease.LeaseOptions;
import dev.quoin.core.membership.ClusterOptions;
import dev.quoin.core.server.RequestOptions;
import dev.quoin.core.upkeep.CompactionOptions;
import dev.quoin.core.upkeep.StoreOptions;
import dev.quoin.core.watch.WatchOptions;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.HashKVRequest;
import dev.quoin.protocol.rpc.HashKVResponse;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.PutResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A leader gives up history that is older than the retention, and never more. */
class AutoCompactionTest {
    @Test
    void givesUpWhatIsOlderThanThePeriodAndNeverMore() throws Exception {
        try (NodeFixture fixture = fixture(CompactionOptions.periodic(Duration.ofSeconds(6)))) {
            long[] putAt = new long[40];
            long revision = 0;
            for (int second = 0; second < putAt.length; second++) {
                revision = put(fixture);
                putAt[second] = revision;
                fixture.host.simulation().runFor(Duration.ofSeconds(1));
                long compacted = compacted(fixture);
                int oldest = second - 5;
                assertThat(compacted)
                        .as("after %d seconds", second + 1)
                        .isLessThanOrEqualTo(oldest < 0 ? 1 : putAt[oldest]);
            }
            assertThat(compacted(fixture)).isGreaterThan(revision - 15);
        }
    }

    @Test
    void keepsSoManyRevisions() throws Exception {
        try (NodeFixture fixture = fixture(CompactionOptions.byRevisions(10))) {
            long revision = 0;
            for (int i = 0; i < 30; i++) {
                revision = put(fixture);
            }
            fixture.host.simulation().runFor(Duration.ofMinutes(4));
            assertThat(compacted(fixture)).isEqualTo(-1);
            fixture.host.simulation().runFor(Duration.ofMinutes(2));
            assertThat(compacted(fixture)).isEqualTo(revision - 10);
        }
    }

    @Test
    void onlyTheLeaderCompacts() throws Exception {
        try (NodeFixture fixture = fixture(CompactionOptions.periodic(Duration.ofSeconds(6)))) {
            put(fixture);
            fixture.log().lead(99);
            fixture.host.simulation().runFor(Duration.ofSeconds(60));
            assertThat(compacted(fixture)).isEqualTo(-1);
        }
    }

    private static NodeFixture fixture(CompactionOptions compaction) {
        return new NodeFixture(
                new FeatureOptions(
                        RequestOptions.DEFAULT,
                        LeaseOptions.DEFAULT,
                        WatchOptions.DEFAULT,
                        StoreOptions.DEFAULT,
                        ClusterOptions.DEFAULT,
                        CorruptionOptions.DEFAULT,
                        compaction),
                AuditHook.NONE);
    }

    private static long put(NodeFixture fixture) throws Exception {
        return PutResponse.parseFrom(fixture.ask(
                        EtcdMethods.KV_PUT,
                        PutRequest.newBuilder()
                                .setKey(ByteString.copyFromUtf8("k"))
                                .build()))
                .getHeader()
                .getRevision();
    }

    private static long compacted(NodeFixture fixture) throws Exception {
        return HashKVResponse.parseFrom(
                        fixture.ask(EtcdMethods.MAINTENANCE_HASH_KV, HashKVRequest.getDefaultInstance()))
                .getCompactRevision();
    }
}
