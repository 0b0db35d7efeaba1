package dev.quoin.tests.compat.differential;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Transactions that put a key and delete it too. */
final class Overlap {

    private static final Comparator<ByteString> ORDER = ByteString.unsignedLexicographicalComparator();
    private static final ByteString ZERO = ByteString.copyFrom(new byte[1]);

    private final List<ByteString> puts = new ArrayList<>();
    private final List<DeleteRangeRequest> deletions = new ArrayList<>();

    private Overlap() {}

    static boolean in(TxnRequest txn) {
        return in(txn.getSuccessList()) || in(txn.getFailureList());
    }

    private static boolean in(List<RequestOp> branch) {
        Overlap all = new Overlap();
        all.add(branch);
        return all.puts.stream().anyMatch(key -> all.deletions.stream().anyMatch(deletion -> covers(deletion, key)))
                || branch.stream().anyMatch(op -> op.hasRequestTxn() && in(op.getRequestTxn()));
    }

    private void add(List<RequestOp> branch) {
        for (RequestOp op : branch) {
            if (op.hasRequestPut()) {
                puts.add(op.getRequestPut().getKey());
            } else if (op.hasRequestDeleteRange()) {
                deletions.add(op.getRequestDeleteRange());
            } else if (op.hasRequestTxn()) {
                add(op.getRequestTxn().getSuccessList());
                add(op.getRequestTxn().getFailureList());
            }
        }
    }

    private static boolean covers(DeleteRangeRequest deletion, ByteString key) {
        ByteString end = deletion.getRangeEnd();
        if (end.isEmpty()) {
            return key.equals(deletion.getKey());
        }
        return ORDER.compare(deletion.getKey(), key) <= 0 && (end.equals(ZERO) || ORDER.compare(key, end) < 0);
    }
}
