package dev.quoin.tests.metamorphic;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.Compare;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.LeaseRevokeRequest;
import dev.quoin.protocol.rpc.LeaseTimeToLiveRequest;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchRequest;
import java.util.List;
import java.util.SplittableRandom;

/** Random requests on the keys of {@link AuthModel#WORLD}. */
final class AuthRequests {
    static final List<Long> LEASES = List.of(11L, 12L);

    private static final List<ByteString> WORLD = AuthModel.WORLD;
    private static final ByteString OPEN = ByteString.copyFrom(new byte[1]);

    private final SplittableRandom random;

    AuthRequests(SplittableRandom random) {
        this.random = random;
    }

    static EtcdMethods method(Message request) {
        return switch (request) {
            case RangeRequest range -> EtcdMethods.KV_RANGE;
            case PutRequest put -> EtcdMethods.KV_PUT;
            case DeleteRangeRequest delete -> EtcdMethods.KV_DELETE_RANGE;
            case TxnRequest txn -> EtcdMethods.KV_TXN;
            case WatchRequest watch -> EtcdMethods.WATCH;
            case LeaseRevokeRequest revoke -> EtcdMethods.LEASE_REVOKE;
            case LeaseTimeToLiveRequest look -> EtcdMethods.LEASE_TIME_TO_LIVE;
            default -> throw new IllegalArgumentException(request.toString());
        };
    }

    /** A range that can be granted: not the other way round, and not empty. */
    List<ByteString> permissionRange() {
        int from = random.nextInt(WORLD.size() - 1);
        return switch (random.nextInt(4)) {
            case 0, 1 -> List.of(WORLD.get(from), ByteString.EMPTY);
            case 2 -> List.of(WORLD.get(from), WORLD.get(from + 1 + random.nextInt(WORLD.size() - from - 1)));
            default -> List.of(WORLD.get(random.nextInt(3) == 0 ? 0 : from), OPEN);
        };
    }

    Message next() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> range();
            case 2, 3 -> put();
            case 4 -> delete();
            case 5 -> watch();
            case 6 -> LeaseRevokeRequest.newBuilder().setID(lease()).build();
            case 7 ->
                LeaseTimeToLiveRequest.newBuilder()
                        .setID(lease())
                        .setKeys(random.nextInt(4) > 0)
                        .build();
            default -> txn(2);
        };
    }

    private long lease() {
        return LEASES.get(random.nextInt(LEASES.size()));
    }

    private RangeRequest range() {
        List<ByteString> range = permissionRange();
        return RangeRequest.newBuilder()
                .setKey(range.get(0))
                .setRangeEnd(range.get(1))
                .setSerializable(random.nextBoolean())
                .build();
    }

    private PutRequest put() {
        return PutRequest.newBuilder()
                .setKey(WORLD.get(random.nextInt(WORLD.size())))
                .setLease(random.nextBoolean() ? lease() : 0)
                .setPrevKv(random.nextBoolean())
                .build();
    }

    private DeleteRangeRequest delete() {
        List<ByteString> range = permissionRange();
        return DeleteRangeRequest.newBuilder()
                .setKey(range.get(0))
                .setRangeEnd(range.get(1))
                .setPrevKv(random.nextBoolean())
                .build();
    }

    private WatchRequest watch() {
        List<ByteString> range = permissionRange();
        return WatchRequest.newBuilder()
                .setCreateRequest(WatchCreateRequest.newBuilder()
                        .setKey(range.get(0))
                        .setRangeEnd(range.get(1))
                        .setPrevKv(random.nextBoolean()))
                .build();
    }

    private TxnRequest txn(int depth) {
        TxnRequest.Builder txn = TxnRequest.newBuilder();
        if (random.nextInt(3) == 0) {
            List<ByteString> range = permissionRange();
            txn.addCompare(Compare.newBuilder()
                    .setKey(range.get(0))
                    .setRangeEnd(range.get(1))
                    .setTarget(Compare.CompareTarget.VERSION)
                    .setResult(Compare.CompareResult.GREATER)
                    .setVersion(-1));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            txn.addSuccess(operation(depth));
        }
        for (int i = random.nextInt(2); i > 0; i--) {
            txn.addFailure(operation(depth));
        }
        return txn.build();
    }

    private RequestOp operation(int depth) {
        RequestOp.Builder op = RequestOp.newBuilder();
        switch (random.nextInt(depth > 0 ? 4 : 3)) {
            case 0 -> op.setRequestRange(range());
            case 1 -> op.setRequestPut(put());
            case 2 -> op.setRequestDeleteRange(delete());
            default -> op.setRequestTxn(txn(depth - 1));
        }
        return op.build();
    }
}
