package dev.quoin.tests.compat.kubernetes;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.Compare;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseGrantResponse;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.protocol.rpc.TxnResponse;
import dev.quoin.tests.harness.ApiClient;
import java.util.ArrayList;
import java.util.List;

/** The requests that a kube-apiserver makes of its storage, in the form in which it makes them. */
final class ApiserverStorage {

    private static final ByteString COMPACT_KEY = ByteString.copyFromUtf8("compact_rev_key");

    private final ApiClient client;

    ApiserverStorage(ApiClient client) {
        this.client = client;
    }

    /** A page of a list. */
    record Page(List<KeyValue> objects, long revision, boolean more, long count) {}

    /** Creates an object that must not exist. */
    TxnResponse create(String key, ByteString value, long lease) {
        return guarded(key, 0, put(key, value, lease));
    }

    /** Replaces an object that must not have been changed since. */
    TxnResponse update(String key, long revision, ByteString value) {
        return guarded(key, revision, put(key, value, 0));
    }

    /** Deletes an object that must not have been changed since. */
    TxnResponse delete(String key, long revision) {
        return guarded(
                key,
                revision,
                RequestOp.newBuilder()
                        .setRequestDeleteRange(DeleteRangeRequest.newBuilder().setKey(bytes(key)))
                        .build());
    }

    /** The request that creates an object, for those who send many of them. */
    static TxnRequest creation(String key, ByteString value) {
        return ifUnchanged(key, 0, put(key, value, 0));
    }

    private TxnResponse guarded(String key, long revision, RequestOp change) {
        return client.call(EtcdMethods.KV_TXN, ifUnchanged(key, revision, change), TxnResponse.class);
    }

    private static TxnRequest ifUnchanged(String key, long revision, RequestOp change) {
        return TxnRequest.newBuilder()
                .addCompare(unchanged(bytes(key), revision))
                .addSuccess(change)
                .addFailure(RequestOp.newBuilder()
                        .setRequestRange(RangeRequest.newBuilder().setKey(bytes(key))))
                .build();
    }

    private static Compare unchanged(ByteString key, long revision) {
        return Compare.newBuilder()
                .setKey(key)
                .setTarget(Compare.CompareTarget.MOD)
                .setResult(Compare.CompareResult.EQUAL)
                .setModRevision(revision)
                .build();
    }

    RangeResponse get(String key) {
        return client.call(
                EtcdMethods.KV_RANGE,
                RangeRequest.newBuilder().setKey(bytes(key)).build(),
                RangeResponse.class);
    }

    /** How many objects there are under a prefix. */
    long count(String prefix) {
        return range(bytes(prefix), prefix, RangeRequest.newBuilder().setCountOnly(true))
                .getCount();
    }

    /** A page of a list, at a revision or, with 0, at the newest one. */
    Page page(String prefix, ByteString from, long revision, int limit) {
        RangeResponse answer = range(
                from, prefix, RangeRequest.newBuilder().setRevision(revision).setLimit(limit));
        return new Page(
                answer.getKvsList(),
                revision == 0 ? answer.getHeader().getRevision() : revision,
                answer.getMore(),
                answer.getCount());
    }

    /** A whole list, page by page, all of it at the revision of the first. */
    List<KeyValue> list(String prefix, int limit) {
        List<KeyValue> all = new ArrayList<>();
        Page page = page(prefix, bytes(prefix), 0, limit);
        all.addAll(page.objects());
        while (page.more()) {
            ByteString last = all.getLast().getKey();
            page = page(prefix, last.concat(ByteString.copyFrom(new byte[1])), page.revision(), limit);
            all.addAll(page.objects());
        }
        return all;
    }

    private RangeResponse range(ByteString from, String prefix, RangeRequest.Builder request) {
        return client.call(
                EtcdMethods.KV_RANGE,
                request.setKey(from).setRangeEnd(end(prefix)).build(),
                RangeResponse.class);
    }

    /** One of several servers takes the right to compact: the one that knows the key's version. */
    TxnResponse takeCompaction(long version, long revision) {
        return client.call(
                EtcdMethods.KV_TXN,
                TxnRequest.newBuilder()
                        .addCompare(Compare.newBuilder()
                                .setKey(COMPACT_KEY)
                                .setTarget(Compare.CompareTarget.VERSION)
                                .setResult(Compare.CompareResult.EQUAL)
                                .setVersion(version))
                        .addSuccess(put(COMPACT_KEY.toStringUtf8(), bytes(Long.toString(revision)), 0))
                        .addFailure(RequestOp.newBuilder()
                                .setRequestRange(RangeRequest.newBuilder().setKey(COMPACT_KEY)))
                        .build(),
                TxnResponse.class);
    }

    long lease(long seconds) {
        return client.call(
                        EtcdMethods.LEASE_GRANT,
                        LeaseGrantRequest.newBuilder().setTTL(seconds).build(),
                        LeaseGrantResponse.class)
                .getID();
    }

    private static RequestOp put(String key, ByteString value, long lease) {
        return RequestOp.newBuilder()
                .setRequestPut(PutRequest.newBuilder()
                        .setKey(bytes(key))
                        .setValue(value)
                        .setLease(lease))
                .build();
    }

    static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }

    /** Where a prefix that ends in a slash ends. */
    static ByteString end(String prefix) {
        return bytes(prefix.substring(0, prefix.length() - 1) + '0');
    }
}
