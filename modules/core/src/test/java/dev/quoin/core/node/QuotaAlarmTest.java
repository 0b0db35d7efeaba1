package dev.quoin.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.core.ask.AuditHook;
import dev.quoin.core.corruption.CorruptionOptions;
import dev.quoin.core.lease.LeaseOptions;
import dev.quoin.core.membership.ClusterOptions;
import dev.quoin.core.server.RequestOptions;
import dev.quoin.core.upkeep.CompactionOptions;
import dev.quoin.core.upkeep.StoreOptions;
import dev.quoin.core.watch.WatchOptions;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.AlarmRequest;
import dev.quoin.protocol.rpc.AlarmRequest.AlarmAction;
import dev.quoin.protocol.rpc.AlarmResponse;
import dev.quoin.protocol.rpc.AlarmType;
import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.DeleteRangeResponse;
import dev.quoin.protocol.rpc.PutRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An alarm that the member raised goes by itself; one that somebody raised by hand stands until somebody lifts it. */
class QuotaAlarmTest {
    private static final FeatureOptions SMALL = new FeatureOptions(
            RequestOptions.DEFAULT,
            LeaseOptions.DEFAULT,
            WatchOptions.DEFAULT,
            new StoreOptions(1 << 20, 10_000, 16L << 20, Duration.ofSeconds(10)),
            ClusterOptions.DEFAULT,
            CorruptionOptions.DEFAULT,
            CompactionOptions.OFF);

    @Test
    void anAlarmByHandStands() throws Exception {
        try (NodeFixture fixture = new NodeFixture()) {
            alarm(fixture, AlarmAction.ACTIVATE);
            fixture.host.simulation().runFor(Duration.ofSeconds(10));
            RecordedCall refused = put(fixture, 10);
            assertThat(refused.status).isEqualTo(StatusCode.RESOURCE_EXHAUSTED);
            assertThat(refused.text).isEqualTo("etcdserver: mvcc: database space exceeded");
            alarm(fixture, AlarmAction.DEACTIVATE);
            assertThat(put(fixture, 10).status).isEqualTo(StatusCode.OK);
        }
    }

    @Test
    void theMembersOwnAlarmGoesOnceThereIsSpace() throws Exception {
        try (NodeFixture fixture = new NodeFixture(SMALL, AuditHook.NONE)) {
            while (put(fixture, 100_000).status == StatusCode.OK) {
                fixture.host.simulation().runFor(Duration.ofMillis(300));
            }
            fixture.host.simulation().runFor(Duration.ofSeconds(1));
            assertThat(alarm(fixture, AlarmAction.GET).getAlarmsCount()).isEqualTo(1);
            long revision = DeleteRangeResponse.parseFrom(fixture.ask(
                            EtcdMethods.KV_DELETE_RANGE,
                            DeleteRangeRequest.newBuilder()
                                    .setKey(ByteString.copyFromUtf8("k"))
                                    .build()))
                    .getHeader()
                    .getRevision();
            fixture.ask(
                    EtcdMethods.KV_COMPACT,
                    CompactionRequest.newBuilder()
                            .setRevision(revision)
                            .setPhysical(true)
                            .build());
            fixture.host.simulation().runFor(Duration.ofSeconds(1));
            assertThat(alarm(fixture, AlarmAction.GET).getAlarmsCount()).isZero();
            assertThat(put(fixture, 10).status).isEqualTo(StatusCode.OK);
        }
    }

    /** Raised by hand while the member's own stands, it is the operator's from then on. */
    @Test
    void anAlarmRaisedAgainByHandStands() throws Exception {
        try (NodeFixture fixture = new NodeFixture(SMALL, AuditHook.NONE)) {
            while (put(fixture, 100_000).status == StatusCode.OK) {
                fixture.host.simulation().runFor(Duration.ofMillis(300));
            }
            fixture.host.simulation().runFor(Duration.ofSeconds(1));
            alarm(fixture, AlarmAction.ACTIVATE);
            fixture.ask(
                    EtcdMethods.KV_DELETE_RANGE,
                    DeleteRangeRequest.newBuilder()
                            .setKey(ByteString.copyFromUtf8("k"))
                            .build());
            fixture.host.simulation().runFor(Duration.ofSeconds(2));
            assertThat(alarm(fixture, AlarmAction.GET).getAlarmsCount()).isEqualTo(1);
        }
    }

    private static RecordedCall put(NodeFixture fixture, int bytes) {
        return fixture.call(
                EtcdMethods.KV_PUT,
                PutRequest.newBuilder()
                        .setKey(ByteString.copyFromUtf8("k"))
                        .setValue(ByteString.copyFrom(new byte[bytes]))
                        .build());
    }

    private static AlarmResponse alarm(NodeFixture fixture, AlarmAction action) throws Exception {
        return AlarmResponse.parseFrom(fixture.ask(
                EtcdMethods.MAINTENANCE_ALARM,
                AlarmRequest.newBuilder()
                        .setAction(action)
                        .setMemberID(NodeFixture.IDENTITY.memberId())
                        .setAlarm(AlarmType.NOSPACE)
                        .build()));
    }
}
