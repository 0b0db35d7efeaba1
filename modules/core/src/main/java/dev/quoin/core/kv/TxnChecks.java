package dev.quoin.core.kv;

import com.google.protobuf.ByteString;
import dev.quoin.core.answer.RequestException;
import dev.quoin.core.store.KeyRange;
import dev.quoin.core.store.Keys;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.Compare;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Refuses transactions that can be seen to be wrong without looking at the store: shape first, then keys changed twice. */
public final class TxnChecks {
    private TxnChecks() {}

    /**
     * Checks a transaction with all that is nested in it.
     *
     * @param maxOps how many operations a level may have; nested levels share what is left
     * @throws RequestException with the error to answer
     */
    public static void check(TxnRequest txn, int maxOps) {
        checkShape(txn, maxOps);
        Changes.of(txn.getSuccessList());
        Changes.of(txn.getFailureList());
    }

    private static void checkShape(TxnRequest txn, int maxOps) {
        int ops = Math.max(txn.getCompareCount(), Math.max(txn.getSuccessCount(), txn.getFailureCount()));
        if (ops > maxOps) {
            throw new RequestException(EtcdError.TOO_MANY_OPS);
        }
        for (Compare compare : txn.getCompareList()) {
            requireKey(compare.getKey());
        }
        txn.getSuccessList().forEach(op -> checkOp(op, maxOps - ops));
        txn.getFailureList().forEach(op -> checkOp(op, maxOps - ops));
    }

    private static void checkOp(RequestOp op, int opsLeft) {
        switch (op.getRequestCase()) {
            case REQUEST_RANGE -> checkRange(op.getRequestRange());
            case REQUEST_PUT -> checkPut(op.getRequestPut());
            case REQUEST_DELETE_RANGE -> requireKey(op.getRequestDeleteRange().getKey());
            case REQUEST_TXN -> checkShape(op.getRequestTxn(), opsLeft);
            case REQUEST_NOT_SET -> throw new RequestException(EtcdError.KEY_NOT_FOUND);
        }
    }

    private static void checkRange(RangeRequest range) {
        requireKey(range.getKey());
        if (range.getSortOrder() == RangeRequest.SortOrder.UNRECOGNIZED
                || range.getSortTarget() == RangeRequest.SortTarget.UNRECOGNIZED) {
            throw new RequestException(EtcdError.INVALID_SORT_OPTION);
        }
    }

    private static void checkPut(PutRequest put) {
        requireKey(put.getKey());
        if (put.getIgnoreValue() && !put.getValue().isEmpty()) {
            throw new RequestException(EtcdError.VALUE_PROVIDED);
        }
        if (put.getIgnoreLease() && put.getLease() != 0) {
            throw new RequestException(EtcdError.LEASE_PROVIDED);
        }
    }

    private static void requireKey(ByteString key) {
        if (key.isEmpty()) {
            throw new RequestException(EtcdError.EMPTY_KEY);
        }
    }

    /** Which keys a list of operations changes, with all that is nested. A key may not be put twice, or put where it is deleted too. */
    private static final class Changes {
        private final Set<ByteString> puts = new HashSet<>();
        private final List<KeyRange> deletions = new ArrayList<>();

        static Changes of(List<RequestOp> ops) {
            Changes all = new Changes();
            for (RequestOp op : ops) {
                if (op.hasRequestDeleteRange()) {
                    all.addDeletion(op.getRequestDeleteRange());
                }
            }
            for (RequestOp op : ops) {
                if (op.hasRequestTxn()) {
                    all.addNested(
                            of(op.getRequestTxn().getSuccessList()),
                            of(op.getRequestTxn().getFailureList()));
                }
            }
            for (RequestOp op : ops) {
                if (op.hasRequestPut()) {
                    all.addPut(op.getRequestPut().getKey());
                }
            }
            return all;
        }

        private void addDeletion(DeleteRangeRequest deletion) {
            KeyRange range = KeyRange.of(
                    deletion.getKey().toByteArray(), deletion.getRangeEnd().toByteArray());
            if (!range.isEmpty()) {
                deletions.add(range);
            }
        }

        /** Of the two branches only one is carried out, so a key may stand in both. */
        private void addNested(Changes success, Changes failure) {
            puts.forEach(success::requireNotDeleted);
            puts.forEach(failure::requireNotDeleted);
            success.puts.forEach(this::addPut);
            for (ByteString key : failure.puts) {
                if (success.puts.contains(key)) {
                    requireNotDeleted(key);
                } else {
                    addPut(key);
                }
            }
            deletions.addAll(success.deletions);
            deletions.addAll(failure.deletions);
        }

        private void addPut(ByteString key) {
            requireNotDeleted(key);
            if (!puts.add(key)) {
                throw new RequestException(EtcdError.DUPLICATE_KEY);
            }
        }

        private void requireNotDeleted(ByteString key) {
            byte[] bytes = deletions.isEmpty() ? Keys.EMPTY : key.toByteArray();
            for (KeyRange deletion : deletions) {
                if (deletion.contains(bytes)) {
                    throw new RequestException(EtcdError.DUPLICATE_KEY);
                }
            }
        }
    }
}
