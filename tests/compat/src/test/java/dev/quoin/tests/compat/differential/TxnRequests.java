package dev.quoin.tests.compat.differential;

import dev.quoin.protocol.rpc.Compare;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;

/**
 * Transactions in transactions, among them some that are too large, that write a key twice, or whose parts are empty.
 */
final class TxnRequests {

    private static final int DEPTH = 3;
    private static final int TOO_MANY = 130;

    private final Dice dice;
    private final KvRequests kv;

    TxnRequests(Dice dice, KvRequests kv) {
        this.dice = dice;
        this.kv = kv;
    }

    TxnRequest txn(long head) {
        return dice.chance(80) ? large(head) : txn(head, DEPTH);
    }

    private TxnRequest large(long head) {
        TxnRequest.Builder txn = TxnRequest.newBuilder();
        int count = dice.one(TOO_MANY - 3, TOO_MANY - 2, TOO_MANY - 1, TOO_MANY);
        boolean compares = dice.coin();
        for (int i = 0; i < count; i++) {
            if (compares) {
                txn.addCompare(compare(head));
            } else {
                txn.addFailure(RequestOp.newBuilder().setRequestRange(kv.sortedByKey(head)));
            }
        }
        return txn.build();
    }

    private TxnRequest txn(long head, int depth) {
        TxnRequest.Builder txn = TxnRequest.newBuilder();
        for (int i = dice.below(3); i > 0; i--) {
            txn.addCompare(compare(head));
        }
        for (int i = dice.below(4); i > 0; i--) {
            txn.addSuccess(op(head, depth));
        }
        for (int i = dice.below(4); i > 0; i--) {
            txn.addFailure(op(head, depth));
        }
        return txn.build();
    }

    private RequestOp op(long head, int depth) {
        RequestOp.Builder op = RequestOp.newBuilder();
        if (dice.chance(150)) {
            return op.build();
        }
        return switch (dice.below(depth > 0 ? 8 : 7)) {
            case 0, 1, 2 -> op.setRequestPut(kv.put()).build();
            case 3, 4 -> op.setRequestDeleteRange(kv.delete()).build();
            case 7 -> op.setRequestTxn(txn(head, depth - 1)).build();
            default -> op.setRequestRange(kv.sortedByKey(head)).build();
        };
    }

    private Compare compare(long head) {
        Compare.Builder compare = Compare.newBuilder()
                .setKey(dice.key())
                .setResultValue(dice.chance(60) ? 9 : dice.below(4))
                .setTargetValue(dice.chance(60) ? 9 : dice.below(5));
        if (dice.chance(4)) {
            compare.setRangeEnd(dice.end());
        }
        return (switch (dice.chance(40) ? dice.below(6) : compare.getTargetValue()) {
                    case 0 -> compare.setVersion(dice.below(4));
                    case 1 -> compare.setCreateRevision(dice.revision(head));
                    case 2 -> compare.setModRevision(dice.revision(head));
                    case 3 -> compare.setValue(dice.value());
                    case 4 -> compare.setLease(dice.below(4));
                    default -> compare;
                })
                .build();
    }
}
