package dev.quoin.tests.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.protocol.election.CampaignRequest;
import dev.quoin.protocol.election.CampaignResponse;
import dev.quoin.protocol.election.LeaderKey;
import dev.quoin.protocol.election.LeaderRequest;
import dev.quoin.protocol.election.LeaderResponse;
import dev.quoin.protocol.election.ProclaimRequest;
import dev.quoin.protocol.election.ResignRequest;
import dev.quoin.protocol.lock.LockRequest;
import dev.quoin.protocol.lock.LockResponse;
import dev.quoin.protocol.lock.UnlockRequest;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseRevokeRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.ApiStream;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.Peer;
import dev.quoin.tests.harness.ServerProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The services for locks and elections do what those of an etcd do: the same assertions hold for both. */
class LockAndElectionIT {
    private static final int LOOKS = 200;
    private static final long LOOK_MILLIS = 50;

    @TempDir
    private Path folder;

    static List<ServerProgram> servers() {
        return Stream.concat(Stream.of(ServerProgram.underTest()), Peer.find().map(Peer::server).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aLockIsHeldByOneAtATimeInTheOrderOfAsking(ServerProgram server) {
        try (Node node = NodeSpec.of(server, folder).start();
                ApiClient client = node.client()) {
            grant(client, 0x11, 0x12, 0x13);
            LockResponse first = client.call(EtcdMethods.LOCK_LOCK, lock(0x11), LockResponse.class);
            assertThat(first.getKey().toStringUtf8()).isEqualTo("door/11");
            try (ApiStream second = begin(client, EtcdMethods.LOCK_LOCK, lock(0x12));
                    ApiStream third = begin(client, EtcdMethods.LOCK_LOCK, lock(0x13))) {
                awaitKeys(client, "door/", 3);
                // The second gives up: its key goes, and the third moves up.
                second.close();
                awaitKeys(client, "door/", 2);
                client.call(EtcdMethods.LOCK_UNLOCK, unlock(first.getKey()), Message.class);
                assertThat(third.next(LockResponse.class).getKey().toStringUtf8())
                        .isEqualTo("door/13");
            }
            // Who holds it may ask again.
            assertThat(client.call(EtcdMethods.LOCK_LOCK, lock(0x13), LockResponse.class)
                            .getKey()
                            .toStringUtf8())
                    .isEqualTo("door/13");
            client.call(
                    EtcdMethods.LEASE_REVOKE,
                    LeaseRevokeRequest.newBuilder().setID(0x13).build(),
                    Message.class);
            awaitKeys(client, "door/", 0);
            // Without a lease the server grants one.
            assertThat(client.call(EtcdMethods.LOCK_LOCK, lock(0), LockResponse.class)
                            .getKey()
                            .toStringUtf8())
                    .startsWith("door/");
            assertThatThrownBy(() -> client.call(EtcdMethods.LOCK_LOCK, lock(0x99), Message.class))
                    .hasMessageContaining("etcdserver: requested lease not found");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void anElectionHasOneLeaderWhomAllCanObserve(ServerProgram server) {
        try (Node node = NodeSpec.of(server, folder).start();
                ApiClient client = node.client()) {
            grant(client, 0x21, 0x22);
            assertThatThrownBy(() -> client.call(EtcdMethods.ELECTION_LEADER, leader(), Message.class))
                    .hasMessageContaining("election: no leader");
            try (ApiStream observed = begin(client, EtcdMethods.ELECTION_OBSERVE, leader())) {
                LeaderKey one = client.call(EtcdMethods.ELECTION_CAMPAIGN, campaign(0x21, "a"), CampaignResponse.class)
                        .getLeader();
                assertThat(value(observed)).isEqualTo("a");
                client.call(
                        EtcdMethods.ELECTION_PROCLAIM,
                        ProclaimRequest.newBuilder()
                                .setLeader(one)
                                .setValue(text("b"))
                                .build(),
                        Message.class);
                assertThat(value(observed)).isEqualTo("b");
                try (ApiStream other = begin(client, EtcdMethods.ELECTION_CAMPAIGN, campaign(0x22, "c"))) {
                    awaitKeys(client, "post/", 2);
                    resign(client, one);
                    LeaderKey two = other.next(CampaignResponse.class).getLeader();
                    assertThat(two.getKey().toStringUtf8()).isEqualTo("post/22");
                    assertThat(value(observed)).isEqualTo("c");
                }
                assertThatThrownBy(() -> client.call(
                                EtcdMethods.ELECTION_PROCLAIM,
                                ProclaimRequest.newBuilder().setLeader(one).build(),
                                Message.class))
                        .hasMessageContaining("election: not leader");
                assertThatThrownBy(() -> client.call(
                                EtcdMethods.ELECTION_RESIGN, ResignRequest.getDefaultInstance(), Message.class))
                        .hasMessageContaining("\"leader\" field must be provided");
            }
        }
    }

    private static void resign(ApiClient client, LeaderKey leader) {
        client.call(
                EtcdMethods.ELECTION_RESIGN,
                ResignRequest.newBuilder().setLeader(leader).build(),
                Message.class);
    }

    private static String value(ApiStream observed) {
        return observed.next(LeaderResponse.class).getKv().getValue().toStringUtf8();
    }

    private static ApiStream begin(ApiClient client, EtcdMethods method, Message request) {
        ApiStream stream = client.open(method);
        stream.send(request);
        stream.halfClose();
        return stream;
    }

    private static void grant(ApiClient client, long... leases) {
        for (long lease : leases) {
            client.call(
                    EtcdMethods.LEASE_GRANT,
                    LeaseGrantRequest.newBuilder().setID(lease).setTTL(600).build(),
                    Message.class);
        }
    }

    /** Looks until there are so many keys below a prefix. */
    private static void awaitKeys(ApiClient client, String prefix, long count) {
        RangeRequest keys = RangeRequest.newBuilder()
                .setKey(text(prefix))
                .setRangeEnd(text(prefix.replace('/', '0')))
                .setCountOnly(true)
                .build();
        long seen = -1;
        for (int i = 0; i < LOOKS && seen != count; i++) {
            seen = client.call(EtcdMethods.KV_RANGE, keys, RangeResponse.class).getCount();
            if (seen != count) {
                LockSupport.parkNanos(LOOK_MILLIS * 1_000_000);
            }
        }
        assertThat(seen).as("keys below " + prefix).isEqualTo(count);
    }

    private static LockRequest lock(long lease) {
        return LockRequest.newBuilder().setName(text("door")).setLease(lease).build();
    }

    private static UnlockRequest unlock(ByteString key) {
        return UnlockRequest.newBuilder().setKey(key).build();
    }

    private static CampaignRequest campaign(long lease, String value) {
        return CampaignRequest.newBuilder()
                .setName(text("post"))
                .setLease(lease)
                .setValue(text(value))
                .build();
    }

    private static LeaderRequest leader() {
        return LeaderRequest.newBuilder().setName(text("post")).build();
    }

    private static ByteString text(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
