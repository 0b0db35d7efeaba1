package dev.quoin.tests.robustness;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseRevokeRequest;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.tests.harness.ApiClient;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A request that a server must refuse.
 *
 * @param mistake what is wrong with it
 * @param method to call
 * @param request the request
 * @param expected gRPC code and message of the refusal
 * @param preparation what makes it wrong
 */
record WrongRequest(
        String mistake, EtcdMethods method, Message request, String expected, Consumer<ApiClient> preparation) {

    private static final String COMPACTED = "OUT_OF_RANGE: etcdserver: mvcc: required revision has been compacted";
    private static final String FUTURE = "OUT_OF_RANGE: etcdserver: mvcc: required revision is a future revision";
    private static final String NO_KEY = "INVALID_ARGUMENT: etcdserver: key is not provided";
    private static final String NO_LEASE = "NOT_FOUND: etcdserver: requested lease not found";

    WrongRequest(String mistake, EtcdMethods method, Message.Builder request, String expected) {
        this(mistake, method, request.build(), expected, client -> {});
    }

    /** Asks; answers with code and message. */
    String ask(ApiClient client) {
        try {
            return "OK: " + client.call(method, request, Message.class);
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode() + ": " + e.getStatus().getDescription();
        }
    }

    /** @param newest whether to try what only the newest etcd survives */
    static List<WrongRequest> all(boolean newest) {
        List<WrongRequest> all = new ArrayList<>(List.of(
                new WrongRequest(
                        "value over the limit of a request",
                        EtcdMethods.KV_PUT,
                        put(1_600_000),
                        "INVALID_ARGUMENT: etcdserver: request is too large"),
                new WrongRequest(
                        "value over the limit of a message",
                        EtcdMethods.KV_PUT,
                        put(3_000_000),
                        "RESOURCE_EXHAUSTED: grpc: received message larger than max (3000008 vs. 2097152)"),
                new WrongRequest("put without a key", EtcdMethods.KV_PUT, PutRequest.newBuilder(), NO_KEY),
                new WrongRequest("range without a key", EtcdMethods.KV_RANGE, RangeRequest.newBuilder(), NO_KEY),
                new WrongRequest("put with an unknown lease", EtcdMethods.KV_PUT, put(1).setLease(7), NO_LEASE),
                new WrongRequest(
                        "revocation of an unknown lease",
                        EtcdMethods.LEASE_REVOKE,
                        LeaseRevokeRequest.newBuilder().setID(7),
                        NO_LEASE),
                new WrongRequest(
                        "lease for too long",
                        EtcdMethods.LEASE_GRANT,
                        LeaseGrantRequest.newBuilder().setTTL(9_000_000_001L),
                        "OUT_OF_RANGE: etcdserver: too large lease TTL"),
                new WrongRequest(
                        "range at a future revision", EtcdMethods.KV_RANGE, range().setRevision(1_000_000), FUTURE),
                new WrongRequest(
                        "compaction to a future revision",
                        EtcdMethods.KV_COMPACT,
                        CompactionRequest.newBuilder().setRevision(1_000_000),
                        FUTURE),
                new WrongRequest(
                        "range at a compacted revision",
                        EtcdMethods.KV_RANGE,
                        range().setRevision(1).build(),
                        COMPACTED,
                        WrongRequest::compact),
                new WrongRequest(
                        "key put twice in a transaction",
                        EtcdMethods.KV_TXN,
                        txn(2),
                        "INVALID_ARGUMENT: etcdserver: duplicate key given in txn request"),
                new WrongRequest(
                        "transaction of too many operations",
                        EtcdMethods.KV_TXN,
                        txn(129),
                        "INVALID_ARGUMENT: etcdserver: too many operations in txn request")));
        if (newest) {
            all.add(new WrongRequest(
                    "order that does not exist",
                    EtcdMethods.KV_RANGE,
                    range().setSortOrderValue(99),
                    "INVALID_ARGUMENT: etcdserver: invalid sort option"));
        }
        return all;
    }

    private static void compact(ApiClient client) {
        client.call(EtcdMethods.KV_PUT, put(1).build(), Message.class);
        client.call(EtcdMethods.KV_PUT, put(1).build(), Message.class);
        client.call(
                EtcdMethods.KV_COMPACT,
                CompactionRequest.newBuilder().setRevision(3).build(),
                Message.class);
    }

    private static TxnRequest.Builder txn(int puts) {
        TxnRequest.Builder txn = TxnRequest.newBuilder();
        for (int i = 0; i < puts; i++) {
            txn.addSuccess(RequestOp.newBuilder().setRequestPut(put(1)));
        }
        return txn;
    }

    private static RangeRequest.Builder range() {
        return RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8("a"));
    }

    private static PutRequest.Builder put(int size) {
        return PutRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8("a"))
                .setValue(ByteString.copyFrom(new byte[size]));
    }
}
