package dev.quoin.tests.metamorphic;

import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.Compare;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.ResponseHeader;
import dev.quoin.protocol.rpc.ResponseOp;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.protocol.rpc.TxnResponse;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What a transaction means: decide, check, do. */
final class ModelTxn {
    private final Model model;
    private final Model.Change change;
    private final Map<TxnRequest, Boolean> decided = new IdentityHashMap<>();

    ModelTxn(Model model) {
        this.model = model;
        this.change = model.change();
    }

    TxnResponse run(TxnRequest request) {
        decide(request);
        check(request);
        TxnResponse.Builder response = execute(request);
        model.commit(change);
        return response.setHeader(model.header(model.revision())).build();
    }

    private void decide(TxnRequest txn) {
        decided.put(txn, txn.getCompareList().stream().allMatch(this::holds));
        branch(txn).stream().filter(RequestOp::hasRequestTxn).forEach(op -> decide(op.getRequestTxn()));
    }

    private List<RequestOp> branch(TxnRequest txn) {
        return decided.get(txn) ? txn.getSuccessList() : txn.getFailureList();
    }

    private boolean holds(Compare compare) {
        Collection<KeyValue> found = Model.slice(change.state, compare.getKey(), compare.getRangeEnd())
                .values();
        if (found.isEmpty()) {
            return compare.getTarget() != Compare.CompareTarget.VALUE && holds(compare, KeyValue.getDefaultInstance());
        }
        return found.stream().allMatch(kv -> holds(compare, kv));
    }

    private static boolean holds(Compare compare, KeyValue kv) {
        int order = switch (compare.getTarget()) {
            case VERSION -> Long.compare(kv.getVersion(), compare.getVersion());
            case CREATE -> Long.compare(kv.getCreateRevision(), compare.getCreateRevision());
            case MOD -> Long.compare(kv.getModRevision(), compare.getModRevision());
            case LEASE -> Long.compare(kv.getLease(), compare.getLease());
            case VALUE -> Model.ORDER.compare(kv.getValue(), compare.getValue());
            case UNRECOGNIZED -> 0;
        };
        return switch (compare.getResult()) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case GREATER -> order > 0;
            case LESS -> order < 0;
            case UNRECOGNIZED -> true;
        };
    }

    private void check(TxnRequest txn) {
        for (RequestOp op : branch(txn)) {
            switch (op.getRequestCase()) {
                case REQUEST_RANGE -> checkRange(op.getRequestRange());
                case REQUEST_PUT -> model.checkPut(op.getRequestPut(), change.state);
                case REQUEST_TXN -> check(op.getRequestTxn());
                default -> {}
            }
        }
    }

    private void checkRange(RangeRequest range) {
        if (range.getRevision() > model.revision()) {
            throw new Model.Refused(EtcdError.FUTURE_REV);
        }
        if (range.getRevision() > 0 && range.getRevision() < model.compacted()) {
            throw new Model.Refused(EtcdError.COMPACTED);
        }
    }

    private TxnResponse.Builder execute(TxnRequest txn) {
        TxnResponse.Builder response = TxnResponse.newBuilder().setSucceeded(decided.get(txn));
        for (RequestOp op : branch(txn)) {
            response.addResponses(answer(op));
        }
        return response;
    }

    private ResponseOp answer(RequestOp op) {
        ResponseOp.Builder answer = ResponseOp.newBuilder();
        return (switch (op.getRequestCase()) {
                    case REQUEST_RANGE -> answer.setResponseRange(range(op.getRequestRange()));
                    case REQUEST_PUT -> {
                        var put = change.put(op.getRequestPut());
                        yield answer.setResponsePut(put.setHeader(inner()));
                    }
                    case REQUEST_DELETE_RANGE -> {
                        var delete = change.delete(op.getRequestDeleteRange());
                        yield answer.setResponseDeleteRange(delete.setHeader(inner()));
                    }
                    case REQUEST_TXN -> {
                        var nested = execute(op.getRequestTxn());
                        yield answer.setResponseTxn(nested.setHeader(ResponseHeader.getDefaultInstance()));
                    }
                    case REQUEST_NOT_SET -> throw new IllegalArgumentException("an empty operation");
                })
                .build();
    }

    private dev.quoin.protocol.rpc.RangeResponse range(RangeRequest range) {
        var state = range.getRevision() <= 0 || range.getRevision() == change.revisionNow()
                ? change.state
                : model.stateAt(range.getRevision());
        return ModelRange.answer(range, state).setHeader(inner()).build();
    }

    private ResponseHeader inner() {
        return ResponseHeader.newBuilder().setRevision(change.revisionNow()).build();
    }
}
