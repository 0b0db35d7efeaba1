package dev.quoin.tests.robustness.overload;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseKeepAliveRequest;
import dev.quoin.protocol.rpc.LeaseKeepAliveResponse;
import dev.quoin.protocol.rpc.LeaseTimeToLiveRequest;
import dev.quoin.protocol.rpc.LeaseTimeToLiveResponse;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.ApiStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Leases with a key each, renewed as often as clients renew theirs. */
final class Leases {

    private static final int COUNT = 100;
    private static final int SECONDS = 15;

    private final ApiClient client;

    Leases(ApiClient client) {
        this.client = client;
        LongStream.rangeClosed(1, COUNT).forEach(this::grant);
    }

    private void grant(long id) {
        client.call(
                EtcdMethods.LEASE_GRANT,
                LeaseGrantRequest.newBuilder().setID(id).setTTL(SECONDS).build(),
                Message.class);
        client.call(
                EtcdMethods.KV_PUT,
                PutRequest.newBuilder()
                        .setKey(ByteString.copyFromUtf8("leased/" + id))
                        .setLease(id)
                        .build(),
                Message.class);
    }

    /** Renews all of them, once; the ids of those that are gone. */
    List<Long> renew() {
        List<Long> lost = new ArrayList<>();
        try (ApiStream stream = client.open(EtcdMethods.LEASE_KEEP_ALIVE)) {
            for (long id = 1; id <= COUNT; id++) {
                stream.send(LeaseKeepAliveRequest.newBuilder().setID(id).build());
                if (stream.next(LeaseKeepAliveResponse.class).getTTL() <= 0) {
                    lost.add(id);
                }
            }
        }
        return lost;
    }

    /** The ids of those without their key. */
    List<Long> withoutKey() {
        return LongStream.rangeClosed(1, COUNT)
                .filter(id -> client.call(
                                        EtcdMethods.LEASE_TIME_TO_LIVE,
                                        LeaseTimeToLiveRequest.newBuilder()
                                                .setID(id)
                                                .setKeys(true)
                                                .build(),
                                        LeaseTimeToLiveResponse.class)
                                .getKeysCount()
                        != 1)
                .boxed()
                .toList();
    }
}
