package dev.quoin.core.concurrency;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.rpc.Compare;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RequestOp;

/** The requests that locks and elections are made of. */
final class Requests {
    private static final byte[] EVERYTHING_AFTER = {0};

    private Requests() {}

    /** The keys of all contenders for a name lie below this. */
    static ByteString prefix(ByteString name) {
        return name.concat(ByteString.copyFromUtf8("/"));
    }

    /** The key of a contender. */
    static ByteString key(ByteString prefix, long lease) {
        return prefix.concat(ByteString.copyFromUtf8(Long.toHexString(lease)));
    }

    /** The end of the range of all keys that begin with a prefix. */
    static ByteString end(ByteString prefix) {
        byte[] bytes = prefix.toByteArray();
        for (int last = bytes.length - 1; last >= 0; last--) {
            if (bytes[last] != (byte) 0xff) {
                bytes[last]++;
                return ByteString.copyFrom(bytes, 0, last + 1);
            }
        }
        return ByteString.copyFrom(EVERYTHING_AFTER);
    }

    /** The oldest key below a prefix. */
    static RangeRequest oldest(ByteString prefix) {
        return byAge(prefix, RangeRequest.SortOrder.ASCEND).build();
    }

    /** The youngest key below a prefix that was created at a revision at the latest. */
    static RangeRequest youngest(ByteString prefix, long maxCreated) {
        return byAge(prefix, RangeRequest.SortOrder.DESCEND)
                .setMaxCreateRevision(maxCreated)
                .build();
    }

    private static RangeRequest.Builder byAge(ByteString prefix, RangeRequest.SortOrder order) {
        return RangeRequest.newBuilder()
                .setKey(prefix)
                .setRangeEnd(end(prefix))
                .setSortTarget(RangeRequest.SortTarget.CREATE)
                .setSortOrder(order)
                .setLimit(1);
    }

    static RangeRequest get(ByteString key) {
        return RangeRequest.newBuilder().setKey(key).build();
    }

    static DeleteRangeRequest delete(ByteString key) {
        return DeleteRangeRequest.newBuilder().setKey(key).build();
    }

    /** The key was created at a revision; 0 for a key that is not there. */
    static Compare createdAt(ByteString key, long revision) {
        return Compare.newBuilder()
                .setKey(key)
                .setTarget(Compare.CompareTarget.CREATE)
                .setResult(Compare.CompareResult.EQUAL)
                .setCreateRevision(revision)
                .build();
    }

    static RequestOp op(RangeRequest request) {
        return RequestOp.newBuilder().setRequestRange(request).build();
    }

    static RequestOp op(DeleteRangeRequest request) {
        return RequestOp.newBuilder().setRequestDeleteRange(request).build();
    }

    static RequestOp put(ByteString key, ByteString value, long lease) {
        return RequestOp.newBuilder()
                .setRequestPut(
                        PutRequest.newBuilder().setKey(key).setValue(value).setLease(lease))
                .build();
    }
}
