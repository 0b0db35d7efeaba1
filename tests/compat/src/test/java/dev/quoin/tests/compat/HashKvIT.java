package dev.quoin.tests.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.HashKVRequest;
import dev.quoin.protocol.rpc.HashKVResponse;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseRevokeRequest;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.Peer;
import dev.quoin.tests.harness.Ports;
import dev.quoin.tests.harness.ServerProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same history has the same hash here and there: at ten revisions, before and after each of two compactions. */
class HashKvIT {
    private static final long SEED = 20_26;
    private static final int REQUESTS = 400;
    private static final int KEYS = 40;
    private static final int COMPARED = 10;

    @TempDir
    Path folder;

    @Test
    void hashesAreTheSame() {
        assumeTrue(Peer.find().isPresent(), Peer.missing());
        Ports ports = Ports.free();
        List<String> expected = hashes(Peer.require().server(), ports, folder.resolve("etcd"));
        List<String> actual = hashes(ServerProgram.underTest(), ports, folder.resolve("under-test"));
        assertThat(actual).isEqualTo(expected);
        assertThat(expected).hasSize(6 * COMPARED);
        System.out.println(
                "HashKV: " + actual.size() + " hashes compared, all the same; the last: " + actual.getLast());
    }

    private static List<String> hashes(ServerProgram program, Ports ports, Path dataDir) {
        List<String> hashes = new ArrayList<>();
        try (Node node = Servers.spec(program, ports, dataDir).start();
                ApiClient client = node.client()) {
            SplittableRandom random = new SplittableRandom(SEED);
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < REQUESTS; i++) {
                    change(client, random);
                }
                long revision = collect(client, hashes, 0);
                long compactAt = revision - random.nextInt(50, 150);
                client.call(
                        EtcdMethods.KV_COMPACT,
                        CompactionRequest.newBuilder()
                                .setRevision(compactAt)
                                .setPhysical(true)
                                .build(),
                        Message.class);
                collect(client, hashes, compactAt);
            }
        }
        return hashes;
    }

    private static long collect(ApiClient client, List<String> hashes, long least) {
        long last = hash(client, 0).getHeader().getRevision();
        for (int i = COMPARED - 1; i >= 0; i--) {
            long revision = Math.max(least, last - i * 5L);
            HashKVResponse hash = hash(client, revision);
            hashes.add(revision + " " + hash.getCompactRevision() + " " + Integer.toHexString(hash.getHash()));
        }
        return last;
    }

    private static HashKVResponse hash(ApiClient client, long revision) {
        return client.call(
                EtcdMethods.MAINTENANCE_HASH_KV,
                HashKVRequest.newBuilder().setRevision(revision).build(),
                HashKVResponse.class);
    }

    private static void change(ApiClient client, SplittableRandom random) {
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> client.call(EtcdMethods.KV_PUT, put(random, 0), Message.class);
            case 5, 6 -> client.call(EtcdMethods.KV_DELETE_RANGE, delete(random, 1), Message.class);
            case 7 -> client.call(EtcdMethods.KV_DELETE_RANGE, delete(random, 4), Message.class);
            case 8 -> client.call(EtcdMethods.KV_TXN, txn(random), Message.class);
            default -> leased(client, random);
        }
    }

    private static ByteString key(int number) {
        return ByteString.copyFromUtf8("key-%03d".formatted(number));
    }

    private static PutRequest put(SplittableRandom random, long lease) {
        byte[] value = new byte[random.nextInt(60)];
        random.nextBytes(value);
        return PutRequest.newBuilder()
                .setKey(key(random.nextInt(KEYS)))
                .setValue(ByteString.copyFrom(value))
                .setLease(lease)
                .build();
    }

    private static DeleteRangeRequest delete(SplittableRandom random, int keys) {
        int first = random.nextInt(KEYS);
        return DeleteRangeRequest.newBuilder()
                .setKey(key(first))
                .setRangeEnd(keys == 1 ? ByteString.EMPTY : key(first + keys))
                .build();
    }

    /** One nested transaction sets a key, the next deletes another one: several changes in one revision. */
    private static TxnRequest txn(SplittableRandom random) {
        PutRequest put = put(random, 0);
        int deleted = KEYS + 5 + random.nextInt(5);
        TxnRequest sets = TxnRequest.newBuilder()
                .addSuccess(RequestOp.newBuilder().setRequestPut(put))
                .build();
        TxnRequest deletes = TxnRequest.newBuilder()
                .addSuccess(RequestOp.newBuilder()
                        .setRequestDeleteRange(DeleteRangeRequest.newBuilder().setKey(key(deleted))))
                .build();
        return TxnRequest.newBuilder()
                .addSuccess(RequestOp.newBuilder().setRequestTxn(sets))
                .addSuccess(RequestOp.newBuilder().setRequestTxn(deletes))
                .addSuccess(RequestOp.newBuilder()
                        .setRequestPut(PutRequest.newBuilder()
                                .setKey(key(deleted + 1 + random.nextInt(3)))
                                .setValue(put.getValue())))
                .build();
    }

    private static void leased(ApiClient client, SplittableRandom random) {
        long lease = 1 + random.nextInt(1_000_000);
        client.call(
                EtcdMethods.LEASE_GRANT,
                LeaseGrantRequest.newBuilder().setID(lease).setTTL(600).build(),
                Message.class);
        client.call(EtcdMethods.KV_PUT, put(random, lease), Message.class);
        client.call(EtcdMethods.KV_PUT, put(random, lease), Message.class);
        client.call(
                EtcdMethods.LEASE_REVOKE,
                LeaseRevokeRequest.newBuilder().setID(lease).build(),
                Message.class);
    }
}
