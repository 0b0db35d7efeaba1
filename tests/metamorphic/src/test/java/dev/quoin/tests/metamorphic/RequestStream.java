package dev.quoin.tests.metamorphic;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.Compare;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseRevokeRequest;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Requests drawn from a seed, over few keys, so that they meet each other. Some keys hold zero bytes, and some are prefixes of others. */
final class RequestStream {
    private static final List<ByteString> KEYS = keys();

    private final SplittableRandom random;

    RequestStream(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A method and its request. */
    record Step(EtcdMethods method, Message request) {}

    private static List<ByteString> keys() {
        List<ByteString> keys = new ArrayList<>();
        for (String prefix : List.of("a", "ab", "b", "c")) {
            for (String suffix : List.of("", "\0", "\0\0", "\0\u0001", "1", "2", "\u007f")) {
                keys.add(ByteString.copyFromUtf8(prefix + suffix));
            }
        }
        keys.add(ByteString.copyFrom(new byte[] {0}));
        keys.add(ByteString.copyFrom(new byte[] {(byte) 0xFF, (byte) 0xFF}));
        return keys;
    }

    Step next(long revision) {
        int dice = random.nextInt(100);
        if (dice < 38) {
            return new Step(EtcdMethods.KV_PUT, put());
        }
        if (dice < 50) {
            return new Step(EtcdMethods.KV_DELETE_RANGE, delete());
        }
        if (dice < 65) {
            return new Step(EtcdMethods.KV_TXN, txn(revision, 2));
        }
        if (dice < 90) {
            return new Step(EtcdMethods.KV_RANGE, range(revision));
        }
        if (dice < 93) {
            return new Step(
                    EtcdMethods.KV_COMPACT,
                    CompactionRequest.newBuilder()
                            .setRevision(Math.max(1, revision - random.nextInt(-2, 40)))
                            .setPhysical(random.nextBoolean())
                            .build());
        }
        if (dice < 97) {
            return new Step(
                    EtcdMethods.LEASE_GRANT,
                    LeaseGrantRequest.newBuilder()
                            .setID(lease())
                            .setTTL(1_000_000)
                            .build());
        }
        return new Step(
                EtcdMethods.LEASE_REVOKE,
                LeaseRevokeRequest.newBuilder().setID(lease()).build());
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private ByteString key() {
        return KEYS.get(random.nextInt(KEYS.size()));
    }

    private ByteString end() {
        return switch (random.nextInt(4)) {
            case 0 -> ByteString.EMPTY;
            case 1 -> ByteString.copyFrom(new byte[1]);
            default -> key();
        };
    }

    private long lease() {
        return 1 + random.nextInt(8);
    }

    private ByteString value() {
        byte[] value = new byte[random.nextInt(5) == 0 ? random.nextInt(3000) : random.nextInt(20)];
        random.nextBytes(value);
        return ByteString.copyFrom(value);
    }

    private PutRequest put() {
        PutRequest.Builder put = PutRequest.newBuilder().setKey(key()).setPrevKv(random.nextBoolean());
        if (chance(8)) {
            put.setIgnoreValue(true);
        } else {
            put.setValue(value());
        }
        if (chance(8)) {
            put.setIgnoreLease(true);
        } else if (chance(3)) {
            put.setLease(lease());
        }
        return put.build();
    }

    private DeleteRangeRequest delete() {
        return DeleteRangeRequest.newBuilder()
                .setKey(key())
                .setRangeEnd(chance(3) ? end() : ByteString.EMPTY)
                .setPrevKv(random.nextBoolean())
                .build();
    }

    RangeRequest range(long revision) {
        RangeRequest.Builder range = RangeRequest.newBuilder()
                .setKey(key())
                .setRangeEnd(end())
                .setSerializable(random.nextBoolean())
                .setKeysOnly(chance(5))
                .setCountOnly(chance(8));
        if (chance(3)) {
            range.setLimit(random.nextInt(6));
        }
        if (chance(2)) {
            range.setRevision(Math.max(0, revision - random.nextInt(-2, 60)));
        }
        if (chance(3)) {
            range.setSortOrderValue(random.nextInt(3)).setSortTargetValue(random.nextInt(5));
        }
        if (chance(5)) {
            range.setMinModRevision(random.nextLong(revision + 1)).setMaxCreateRevision(random.nextLong(revision + 1));
        }
        if (chance(6)) {
            range.setMaxModRevision(random.nextLong(revision + 1)).setMinCreateRevision(random.nextLong(revision + 1));
        }
        return range.build();
    }

    private TxnRequest txn(long revision, int depth) {
        TxnRequest.Builder txn = TxnRequest.newBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            txn.addCompare(compare(revision));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            txn.addSuccess(op(revision, depth));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            txn.addFailure(op(revision, depth));
        }
        return txn.build();
    }

    private RequestOp op(long revision, int depth) {
        RequestOp.Builder op = RequestOp.newBuilder();
        return switch (random.nextInt(depth > 0 ? 8 : 7)) {
            case 0, 1, 2 -> op.setRequestPut(put()).build();
            case 3, 4 -> op.setRequestDeleteRange(delete()).build();
            case 7 -> op.setRequestTxn(txn(revision, depth - 1)).build();
            default -> op.setRequestRange(range(revision)).build();
        };
    }

    private Compare compare(long revision) {
        Compare.Builder compare = Compare.newBuilder()
                .setKey(key())
                .setResultValue(random.nextInt(4))
                .setTargetValue(random.nextInt(5));
        if (chance(4)) {
            compare.setRangeEnd(end());
        }
        return (switch (compare.getTarget()) {
                    case VERSION -> compare.setVersion(random.nextInt(4));
                    case CREATE -> compare.setCreateRevision(random.nextLong(revision + 2));
                    case MOD -> compare.setModRevision(random.nextLong(revision + 2));
                    case VALUE -> compare.setValue(value());
                    default -> compare.setLease(random.nextInt(4));
                })
                .build();
    }
}
