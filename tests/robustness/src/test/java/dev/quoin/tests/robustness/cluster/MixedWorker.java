package dev.quoin.tests.robustness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.DeleteRangeResponse;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseGrantResponse;
import dev.quoin.protocol.rpc.LeaseRevokeRequest;
import dev.quoin.protocol.rpc.LeaseRevokeResponse;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.PutResponse;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.protocol.rpc.TxnResponse;
import io.grpc.StatusRuntimeException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Puts, deletes, transactions and leases on keys that nobody else uses, so that it knows what must be there. A key of a request that failed is
 * not used again: it may or may not have been carried out, and may be yet.
 */
final class MixedWorker {
    private static final int KEYS = 200;
    private static final int TXN_KEYS = 5;
    private static final long LONG_SECONDS = 3600;

    private final Client client;
    private final String prefix;
    private final Random random;
    private final Map<String, String> expected = new HashMap<>();
    private final Set<String> unknown = new HashSet<>();
    private long number;
    private long acknowledged;
    private long failed;

    MixedWorker(Client client, String prefix, Random random) {
        this.client = client;
        this.prefix = prefix;
        this.random = random;
    }

    void step() {
        switch (random.nextInt(10)) {
            case 0, 1 -> delete(key());
            case 2, 3 -> transaction();
            case 4 -> leased();
            default -> put(key());
        }
    }

    /** What must be there, and that what must not be is not. */
    void verify(MemberClient member) {
        Map<String, String> actual = member.all(prefix + "/");
        expected.forEach(
                (key, value) -> assertThat(actual.getOrDefault(key, "")).as(key).isEqualTo(value));
    }

    String summary() {
        return prefix + " " + acknowledged + " acknowledged, " + failed + " failed";
    }

    private void put(String key) {
        String value = value();
        PutRequest request = request(key, value, 0);
        if (ask(EtcdMethods.KV_PUT, request, PutResponse.class, key) != null) {
            expected.put(key, value);
        }
    }

    private void delete(String key) {
        DeleteRangeRequest request = DeleteRangeRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8(key))
                .build();
        DeleteRangeResponse response = ask(EtcdMethods.KV_DELETE_RANGE, request, DeleteRangeResponse.class, key);
        if (response != null) {
            String before = expected.put(key, "");
            assertThat(response.getDeleted())
                    .as("deletions of " + key)
                    .isEqualTo(before == null || before.isEmpty() ? 0 : 1);
        }
    }

    /** Several keys at once, all or none of them. */
    private void transaction() {
        Map<String, String> puts = new HashMap<>();
        for (int i = 0; i < TXN_KEYS; i++) {
            puts.put(key(), value());
        }
        TxnRequest.Builder txn = TxnRequest.newBuilder();
        puts.forEach((key, value) -> txn.addSuccess(RequestOp.newBuilder().setRequestPut(request(key, value, 0))));
        if (ask(
                        EtcdMethods.KV_TXN,
                        txn.build(),
                        TxnResponse.class,
                        puts.keySet().toArray(String[]::new))
                != null) {
            expected.putAll(puts);
        }
    }

    /** A key that goes with its lease, which is revoked; or one whose lease runs out by itself; or one that stays. */
    private void leased() {
        boolean stays = random.nextBoolean();
        LeaseGrantRequest grant = LeaseGrantRequest.newBuilder()
                .setTTL(stays || random.nextBoolean() ? LONG_SECONDS : 1)
                .build();
        LeaseGrantResponse lease = ask(EtcdMethods.LEASE_GRANT, grant, LeaseGrantResponse.class);
        if (lease == null) {
            return;
        }
        String key = prefix + "/leased/" + number++;
        String value = value();
        // One that runs out may be gone before it is used, if there is an election just now.
        if (grant.getTTL() < LONG_SECONDS) {
            ask(EtcdMethods.KV_PUT, request(key, value, lease.getID()), PutResponse.class, key);
            unknown.add(key);
        } else if (ask(EtcdMethods.KV_PUT, request(key, value, lease.getID()), PutResponse.class, key) != null) {
            expected.put(key, value);
            if (!stays) {
                revoke(lease.getID(), key);
            }
        }
    }

    private void revoke(long lease, String key) {
        LeaseRevokeRequest request =
                LeaseRevokeRequest.newBuilder().setID(lease).build();
        if (ask(EtcdMethods.LEASE_REVOKE, request, LeaseRevokeResponse.class, key) != null) {
            expected.put(key, "");
        }
    }

    /** The answer, or null if there was none; then these keys are not used again. */
    private <R extends Message> R ask(EtcdMethods method, Message request, Class<R> response, String... keys) {
        Member member = client.turn();
        try {
            R answer = client.to(member).api().call(method, request, response);
            acknowledged++;
            return answer;
        } catch (StatusRuntimeException e) {
            failed++;
            client.forget(member);
            for (String key : keys) {
                unknown.add(key);
                expected.remove(key);
            }
            return null;
        }
    }

    private String key() {
        String key;
        do {
            key = prefix + "/" + random.nextInt(KEYS + unknown.size());
        } while (unknown.contains(key));
        return key;
    }

    private String value() {
        return number++ + "v".repeat(random.nextInt(1000));
    }

    private static PutRequest request(String key, String value, long lease) {
        return PutRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8(key))
                .setValue(ByteString.copyFromUtf8(value))
                .setLease(lease)
                .build();
    }
}
