package dev.quoin.core.auth.rules;

import com.google.protobuf.ByteString;
import dev.quoin.core.store.KeyRange;
import dev.quoin.protocol.rpc.Compare;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import java.util.List;

/**
 * What each kind of request needs. A request is looked at as a whole, all branches of a transaction included, whichever
 * will be taken. Methods throw as those of {@link Access} do, in the order in which etcd finds the first error.
 */
public final class RequestRules {
    private RequestRules() {}

    /**
     * A put: writing the key; with a lease, writing every key on it, since the new key will go when these go; with the
     * version before in the answer, reading it.
     */
    public static void put(Access access, byte[] key, long lease, boolean prevKv, KeysOfLease keysOfLease) {
        access.requireWrite(key);
        lease(access, lease, keysOfLease);
        if (prevKv) {
            access.requireRead(key);
        }
    }

    /** Hanging a key on a lease, renewing it, or revoking it: writing every key that hangs on it. */
    public static void lease(Access access, long lease, KeysOfLease keysOfLease) {
        if (lease != 0 && !access.isAdmin()) {
            keysOfLease.of(lease).forEach(access::requireWrite);
        }
    }

    /** Showing which keys hang on a lease: reading every one. */
    public static void keysOfLease(Access access, long lease, KeysOfLease keysOfLease) {
        if (!access.isAdmin()) {
            access.requireUser();
            keysOfLease.of(lease).forEach(access::requireRead);
        }
    }

    /** A deletion: writing the range; with the versions before in the answer, reading it. */
    public static void delete(Access access, DeleteRangeRequest deletion) {
        delete(access, range(deletion.getKey(), deletion.getRangeEnd()), deletion.getPrevKv());
    }

    /** A deletion of a range that is at hand already. */
    public static void delete(Access access, KeyRange range, boolean prevKv) {
        access.requireWrite(range);
        if (prevKv) {
            access.requireRead(range);
        }
    }

    /** A transaction: reading what it compares, and what each operation of either branch needs, however deep. */
    public static void txn(Access access, TxnRequest txn, KeysOfLease keysOfLease) {
        for (Compare compare : txn.getCompareList()) {
            access.requireRead(range(compare.getKey(), compare.getRangeEnd()));
        }
        operations(access, txn.getSuccessList(), keysOfLease);
        operations(access, txn.getFailureList(), keysOfLease);
    }

    private static void operations(Access access, List<RequestOp> operations, KeysOfLease keysOfLease) {
        for (RequestOp op : operations) {
            switch (op.getRequestCase()) {
                case REQUEST_RANGE -> {
                    RangeRequest read = op.getRequestRange();
                    access.requireRead(range(read.getKey(), read.getRangeEnd()));
                }
                case REQUEST_PUT -> {
                    PutRequest put = op.getRequestPut();
                    put(access, put.getKey().toByteArray(), put.getLease(), put.getPrevKv(), keysOfLease);
                }
                case REQUEST_DELETE_RANGE -> delete(access, op.getRequestDeleteRange());
                case REQUEST_TXN -> txn(access, op.getRequestTxn(), keysOfLease);
                case REQUEST_NOT_SET -> {
                    // Does nothing, and is refused elsewhere.
                }
            }
        }
    }

    private static KeyRange range(ByteString key, ByteString end) {
        return KeyRange.of(key.toByteArray(), end.toByteArray());
    }
}
