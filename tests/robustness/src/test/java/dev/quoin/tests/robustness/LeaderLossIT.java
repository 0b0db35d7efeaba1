package dev.quoin.tests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.HashKVRequest;
import dev.quoin.protocol.rpc.HashKVResponse;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.PutResponse;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.tests.harness.ApiClient;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The story every operator tries first: three members, the leader is killed, nothing is lost, and it catches up when it is back. */
class LeaderLossIT {
    private static final int MEMBERS = 3;
    private static final int PUTS = 200;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    Path folder;

    @Test
    void losesNothingWithItsLeader() {
        try (ThreeMembers members = ThreeMembers.start(folder)) {
            for (int i = 0; i < MEMBERS; i++) {
                try (ApiClient client = members.node(i).client()) {
                    put(client, "on/" + i);
                }
            }
            for (int i = 0; i < MEMBERS; i++) {
                try (ApiClient client = members.node(i).client()) {
                    assertThat(count(client, "on/", false)).isEqualTo(MEMBERS);
                }
            }
            int leader = members.leader();
            int other = (leader + 1) % MEMBERS;
            long last;
            try (ApiClient client = members.node(other).client()) {
                for (int i = 0; i < PUTS; i++) {
                    put(client, "before/" + i);
                }
                members.node(leader).kill();
                long killed = System.nanoTime();
                last = putUntilTaken(client, killed);
                System.out.printf(
                        "writes went on %d ms after the leader was killed%n",
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed));
                for (int i = 0; i < PUTS; i++) {
                    last = put(client, "after/" + i);
                }
                assertThat(count(client, "before/", false)).isEqualTo(PUTS);
                assertThat(count(client, "after/", false)).isEqualTo(PUTS);
            }
            members.restart(leader);
            try (ApiClient back = members.node(leader).client();
                    ApiClient there = members.node(other).client()) {
                awaitRevision(back, last);
                assertThat(count(back, "before/", true)).isEqualTo(PUTS);
                assertThat(count(back, "after/", true)).isEqualTo(PUTS);
                assertThat(hash(back, last)).isEqualTo(hash(there, last));
            }
        }
    }

    private static long put(ApiClient client, String key) {
        PutRequest request = PutRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8(key))
                .setValue(ByteString.copyFromUtf8("v"))
                .build();
        return client.call(EtcdMethods.KV_PUT, request, PutResponse.class)
                .getHeader()
                .getRevision();
    }

    private static long putUntilTaken(ApiClient client, long since) {
        while (true) {
            try {
                return put(client, "first");
            } catch (StatusRuntimeException e) {
                if (System.nanoTime() - since > PATIENCE_NANOS) {
                    throw e;
                }
            }
        }
    }

    private static long count(ApiClient client, String prefix, boolean serializable) {
        return range(client, prefix, serializable).getCount();
    }

    private static RangeResponse range(ApiClient client, String prefix, boolean serializable) {
        String end = prefix.substring(0, prefix.length() - 1) + (char) (prefix.charAt(prefix.length() - 1) + 1);
        RangeRequest request = RangeRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8(prefix))
                .setRangeEnd(ByteString.copyFromUtf8(end))
                .setCountOnly(true)
                .setSerializable(serializable)
                .build();
        return client.call(EtcdMethods.KV_RANGE, request, RangeResponse.class);
    }

    private static void awaitRevision(ApiClient client, long revision) {
        long since = System.nanoTime();
        while (range(client, "on/", true).getHeader().getRevision() < revision) {
            assertThat(System.nanoTime() - since).as("time to catch up").isLessThan(PATIENCE_NANOS);
        }
    }

    private static int hash(ApiClient client, long revision) {
        HashKVRequest request = HashKVRequest.newBuilder().setRevision(revision).build();
        return client.call(EtcdMethods.MAINTENANCE_HASH_KV, request, HashKVResponse.class)
                .getHash();
    }
}
