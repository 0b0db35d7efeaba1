package dev.quoin.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The figures follow what clients do. */
class NodeMetersTest {
    private static final ByteString KEY = ByteString.copyFromUtf8("k");

    @Test
    void countsWhatIsDone() {
        try (NodeFixture fixture = new NodeFixture()) {
            RecordedCall watch = fixture.stream(
                    EtcdMethods.WATCH,
                    WatchRequest.newBuilder()
                            .setCreateRequest(WatchCreateRequest.newBuilder().setKey(KEY))
                            .build());
            fixture.run("the watch is there", () -> !watch.messages.isEmpty());
            PutRequest put = PutRequest.newBuilder().setKey(KEY).build();
            fixture.ask(EtcdMethods.KV_PUT, put);
            fixture.ask(
                    EtcdMethods.KV_TXN,
                    TxnRequest.newBuilder()
                            .addSuccess(RequestOp.newBuilder().setRequestPut(put))
                            .build());
            fixture.ask(
                    EtcdMethods.KV_RANGE, RangeRequest.newBuilder().setKey(KEY).build());
            assertThat(value(fixture, "etcd_debugging_mvcc_keys_total")).isEqualTo(1);
            fixture.ask(
                    EtcdMethods.KV_DELETE_RANGE,
                    DeleteRangeRequest.newBuilder().setKey(KEY).build());
            fixture.ask(
                    EtcdMethods.KV_COMPACT,
                    CompactionRequest.newBuilder().setRevision(3).build());
            fixture.run("events are sent", () -> watch.messages.size() >= 4);
            assertThat(value(fixture, "etcd_mvcc_put_total")).isEqualTo(2);
            assertThat(value(fixture, "etcd_mvcc_txn_total")).isEqualTo(1);
            assertThat(value(fixture, "etcd_mvcc_range_total")).isEqualTo(1);
            assertThat(value(fixture, "etcd_mvcc_delete_total")).isEqualTo(1);
            assertThat(value(fixture, "etcd_debugging_mvcc_keys_total")).isZero();
            assertThat(value(fixture, "etcd_debugging_mvcc_current_revision")).isEqualTo(4);
            assertThat(value(fixture, "etcd_debugging_mvcc_compact_revision")).isEqualTo(3);
            assertThat(value(fixture, "etcd_debugging_mvcc_watcher_total")).isEqualTo(1);
            assertThat(value(fixture, "etcd_debugging_mvcc_events_total")).isEqualTo(3);
            assertThat(value(fixture, "etcd_server_proposals_pending")).isZero();
            assertThat(fixture.host.meters().has("etcd_server_id{server_id=\"8e9e05c52164694d\"}"))
                    .isTrue();
        }
    }

    @Test
    void followsLeadership() {
        try (NodeFixture fixture = new NodeFixture()) {
            assertThat(value(fixture, "etcd_server_has_leader")).isEqualTo(1);
            assertThat(value(fixture, "etcd_server_is_leader")).isEqualTo(1);
            assertThat(value(fixture, "etcd_server_leader_changes_seen_total")).isEqualTo(1);
            fixture.log().lead(0);
            assertThat(value(fixture, "etcd_server_has_leader")).isZero();
            fixture.log().lead(99);
            assertThat(value(fixture, "etcd_server_is_leader")).isZero();
            assertThat(value(fixture, "etcd_server_leader_changes_seen_total")).isEqualTo(2);
        }
    }

    @Test
    void countsLeases() {
        try (NodeFixture fixture = new NodeFixture()) {
            fixture.ask(
                    EtcdMethods.LEASE_GRANT,
                    LeaseGrantRequest.newBuilder().setID(7).setTTL(2).build());
            fixture.host.simulation().runFor(Duration.ofSeconds(4));
            assertThat(value(fixture, "etcd_debugging_lease_granted_total")).isEqualTo(1);
            assertThat(value(fixture, "etcd_debugging_server_lease_expired_total"))
                    .isEqualTo(1);
            assertThat(value(fixture, "etcd_debugging_lease_revoked_total")).isEqualTo(1);
        }
    }

    private static double value(NodeFixture fixture, String figure) {
        return fixture.host.meters().value(figure);
    }
}
