package dev.quoin.testkit.cluster;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.Compare;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.DeleteRangeResponse;
import dev.quoin.protocol.rpc.HashKVRequest;
import dev.quoin.protocol.rpc.HashKVResponse;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.PutResponse;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.protocol.rpc.TxnResponse;
import dev.quoin.testkit.history.Operations;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts, deletes, compares and sets, reads, compacts and asks for hashes, over few keys, so that clients meet. */
final class KeyClient extends Client {
    static final int KEYS = 12;

    private static final int HASH_EVERY = 16;

    private final Operations operations;
    private final Map<String, Long> seen = new HashMap<>();
    private int puts;

    KeyClient(World world, int number) {
        super(world, "kv" + number);
        this.operations = world.checks.operations;
    }

    @Override
    void next() {
        ClusterMember member = member();
        if (member == null) {
            rest();
            return;
        }
        int dice = random.nextInt(100);
        if (dice < 32) {
            put(member);
        } else if (dice < 42) {
            delete(member);
        } else if (dice < 60) {
            txn(member);
        } else if (dice < 88) {
            range(member);
        } else if (dice < 92) {
            compact(member);
        } else {
            hash(member);
        }
    }

    private ByteString key() {
        return ByteString.copyFromUtf8(key(random.nextInt(KEYS)));
    }

    static String key(int number) {
        return "k" + (char) ('a' + number);
    }

    private ByteString value() {
        return ByteString.copyFromUtf8(name + "-" + ++puts);
    }

    private void put(ClusterMember member) {
        PutRequest request = PutRequest.newBuilder()
                .setKey(key())
                .setValue(value())
                .setPrevKv(random.nextBoolean())
                .build();
        long began = operations.begin();
        Object process = member.processKey();
        ask(member, EtcdMethods.KV_PUT, request, reply -> {
            if (reply.isOk()) {
                PutResponse response = reply.as(PutResponse.parser());
                operations.put(began, request, response);
                saw(member, process, response.getHeader().getRevision());
                seen.put(request.getKey().toStringUtf8(), response.getHeader().getRevision());
            }
        });
    }

    private void delete(ClusterMember member) {
        ByteString key = key();
        DeleteRangeRequest request = DeleteRangeRequest.newBuilder()
                .setKey(key)
                .setRangeEnd(random.nextInt(3) == 0 ? next(key) : ByteString.EMPTY)
                .setPrevKv(random.nextBoolean())
                .build();
        long began = operations.begin();
        Object process = member.processKey();
        ask(member, EtcdMethods.KV_DELETE_RANGE, request, reply -> {
            if (reply.isOk()) {
                DeleteRangeResponse response = reply.as(DeleteRangeResponse.parser());
                operations.delete(began, request, response);
                saw(member, process, response.getHeader().getRevision());
            }
        });
    }

    /** Another key, so that one revision changes two. */
    private static ByteString beside(ByteString key) {
        return ByteString.copyFromUtf8(key((key.byteAt(1) - 'a' + 1) % KEYS));
    }

    /** So that a range of two keys is meant. */
    private static ByteString next(ByteString key) {
        return ByteString.copyFrom(new byte[] {key.byteAt(0), (byte) (key.byteAt(1) + 2)});
    }

    private void txn(ClusterMember member) {
        ByteString key = key();
        TxnRequest.Builder txn = TxnRequest.newBuilder()
                .addCompare(Compare.newBuilder()
                        .setKey(key)
                        .setTarget(Compare.CompareTarget.MOD)
                        .setResult(Compare.CompareResult.EQUAL)
                        .setModRevision(seen.getOrDefault(key.toStringUtf8(), 0L)))
                .addSuccess(RequestOp.newBuilder()
                        .setRequestPut(PutRequest.newBuilder().setKey(key).setValue(value())))
                .addFailure(RequestOp.newBuilder()
                        .setRequestRange(RangeRequest.newBuilder().setKey(key)));
        if (random.nextInt(3) == 0) {
            txn.addSuccess(RequestOp.newBuilder()
                    .setRequestPut(PutRequest.newBuilder().setKey(beside(key)).setValue(value())));
        }
        TxnRequest request = txn.build();
        long began = operations.begin();
        Object process = member.processKey();
        ask(member, EtcdMethods.KV_TXN, request, reply -> {
            if (reply.isOk()) {
                TxnResponse response = reply.as(TxnResponse.parser());
                operations.txn(began, request, response);
                saw(member, process, response.getHeader().getRevision());
                note(key, response);
            }
        });
    }

    private void note(ByteString key, TxnResponse response) {
        long revision = response.getSucceeded()
                ? response.getHeader().getRevision()
                : response.getResponses(0).getResponseRange().getKvsList().stream()
                        .mapToLong(KeyValue::getModRevision)
                        .findFirst()
                        .orElse(0);
        seen.put(key.toStringUtf8(), revision);
    }

    private void range(ClusterMember member) {
        boolean all = random.nextInt(3) == 0;
        long current = world.checks.ledger.store().revision();
        RangeRequest request = RangeRequest.newBuilder()
                .setKey(all ? ByteString.copyFromUtf8("k") : key())
                .setRangeEnd(all ? ByteString.copyFromUtf8("l") : ByteString.EMPTY)
                .setLimit(random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 0)
                .setSerializable(random.nextInt(3) == 0)
                .setRevision(random.nextInt(6) == 0 ? 1 + random.nextLong(current) : 0)
                .build();
        long began = request.getSerializable() ? member.seenRevision() : operations.begin();
        Object process = member.processKey();
        ask(member, EtcdMethods.KV_RANGE, request, reply -> {
            if (reply.isOk()) {
                RangeResponse response = reply.as(RangeResponse.parser());
                operations.range(began, request, response);
                saw(member, process, response.getHeader().getRevision());
            }
        });
    }

    private static void saw(ClusterMember member, @Nullable Object process, long revision) {
        if (process != null) {
            member.saw(process, revision);
        }
    }

    private void compact(ClusterMember member) {
        long current = world.checks.ledger.store().revision();
        CompactionRequest request = CompactionRequest.newBuilder()
                .setRevision(Math.max(1, current - random.nextInt(60)))
                .setPhysical(random.nextInt(4) == 0)
                .build();
        ask(member, EtcdMethods.KV_COMPACT, request, reply -> {});
    }

    /** Mostly of a revision that others ask for too. */
    private void hash(ClusterMember member) {
        long current = world.checks.ledger.store().revision();
        HashKVRequest request = HashKVRequest.newBuilder()
                .setRevision(random.nextInt(4) == 0 ? 0 : Math.max(1, current - current % HASH_EVERY))
                .build();
        ask(member, EtcdMethods.MAINTENANCE_HASH_KV, request, reply -> {
            if (reply.isOk()) {
                world.checks.states.hash(member.name(), reply.as(HashKVResponse.parser()));
            }
        });
    }
}
