package dev.quoin.core.kv;

import dev.quoin.core.answer.RequestException;
import dev.quoin.core.store.KeyRange;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.core.store.StoreView;
import dev.quoin.core.wire.WireBuffer;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.ResponseHeader;
import dev.quoin.protocol.rpc.ResponseOp;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.protocol.rpc.TxnResponse;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a checked transaction: first all comparisons decide which branches are taken, then what these ask is checked against the state, then it
 * is done. So a transaction that fails has changed nothing. Used by one thread.
 */
public final class TxnExecution {
    private final StoreView view;
    private final @Nullable StoreTxn batch;
    private final @Nullable KeyWrites writes;
    private final TxnRequest request;
    private final PutCommand put = new PutCommand();
    private final Deque<Boolean> path = new ArrayDeque<>();

    private TxnExecution(StoreView view, @Nullable StoreTxn batch, @Nullable KeyWrites writes, TxnRequest request) {
        this.view = view;
        this.batch = batch;
        this.writes = writes;
        this.request = request;
    }

    /** For a transaction that may write. */
    public static TxnExecution in(StoreTxn batch, KeyWrites writes, TxnRequest request) {
        return new TxnExecution(batch, batch, writes, request);
    }

    /** For one that only reads. */
    public static TxnExecution reading(StoreView view, TxnRequest request) {
        return new TxnExecution(view, null, null, request);
    }

    /** Whether a transaction changes nothing and can be answered from a view. */
    public static boolean isReadOnly(TxnRequest txn) {
        return txn.getSuccessList().stream().allMatch(RequestOp::hasRequestRange)
                && txn.getFailureList().stream().allMatch(RequestOp::hasRequestRange);
    }

    /** Whether a transaction that only reads is content with a member's own, perhaps stale, state. */
    public static boolean isSerializable(TxnRequest txn) {
        return txn.getSuccessList().stream().allMatch(op -> op.getRequestRange().getSerializable())
                && txn.getFailureList().stream()
                        .allMatch(op -> op.getRequestRange().getSerializable());
    }

    /**
     * Carries it out.
     *
     * @param header writes the response's header for the revision after the transaction
     * @return the encoded response
     * @throws RequestException when something in a taken branch can not be done; nothing was changed then
     */
    public byte[] run(Headers header) {
        decide(request);
        Deque<Boolean> checked = new ArrayDeque<>(path);
        check(request, checked);
        Level level = execute(request);
        return level.encode(header.encode(view.revision()));
    }

    /** Notes the outcome of each level's comparisons, in the order in which the levels are met. */
    private void decide(TxnRequest txn) {
        boolean succeeded = Comparisons.hold(view, txn.getCompareList());
        path.add(succeeded);
        for (RequestOp op : branch(txn, succeeded)) {
            if (op.hasRequestTxn()) {
                decide(op.getRequestTxn());
            }
        }
    }

    private void check(TxnRequest txn, Deque<Boolean> outcomes) {
        for (RequestOp op : branch(txn, outcomes.remove())) {
            switch (op.getRequestCase()) {
                case REQUEST_RANGE -> checkRevision(op.getRequestRange().getRevision());
                case REQUEST_PUT -> checkPut(op.getRequestPut());
                case REQUEST_TXN -> check(op.getRequestTxn(), outcomes);
                default -> {
                    // Deleting can not fail.
                }
            }
        }
    }

    private void checkPut(PutRequest request) {
        if (PutCommand.dependsOnState(request)) {
            writes().check(view, put.of(request));
        }
    }

    private void checkRevision(long revision) {
        // Other than a range by itself, one in a transaction may not ask for the present by a negative number.
        if (revision != 0 && revision < view.compacted()) {
            throw new RequestException(EtcdError.COMPACTED);
        }
        view.checkRevision(revision);
    }

    private Level execute(TxnRequest txn) {
        Level level = new Level(path.remove());
        for (RequestOp op : branch(txn, level.succeeded)) {
            level.responses.message(TxnResponse.RESPONSES_FIELD_NUMBER, answer(op));
        }
        return level;
    }

    private WireBuffer answer(RequestOp op) {
        return switch (op.getRequestCase()) {
            case REQUEST_RANGE -> op(ResponseOp.RESPONSE_RANGE_FIELD_NUMBER, range(op));
            case REQUEST_PUT -> op(ResponseOp.RESPONSE_PUT_FIELD_NUMBER, put(op.getRequestPut()));
            case REQUEST_DELETE_RANGE ->
                op(ResponseOp.RESPONSE_DELETE_RANGE_FIELD_NUMBER, delete(op.getRequestDeleteRange()));
            case REQUEST_TXN -> {
                Level nested = execute(op.getRequestTxn());
                yield op(ResponseOp.RESPONSE_TXN_FIELD_NUMBER, nested.encode(new WireBuffer(0)));
            }
            case REQUEST_NOT_SET -> throw new IllegalStateException("a checked transaction has an empty operation");
        };
    }

    private static WireBuffer op(int field, byte[] response) {
        return new WireBuffer(response.length + 8).message(field, response);
    }

    private byte[] range(RequestOp op) {
        RangeQuery query = RangeQuery.of(op.getRequestRange());
        try (RangeRead read = new RangeRead(view, query, innerHeader(), ByteBuffer::allocate)) {
            while (!read.step(Integer.MAX_VALUE, Integer.MAX_VALUE, true)) {
                // One step takes all keys there can be.
            }
            return join(read.finish());
        }
    }

    private static byte[] join(List<ByteBuffer> parts) {
        ByteBuffer whole = ByteBuffer.allocate(
                parts.stream().mapToInt(ByteBuffer::remaining).reduce(0, Math::addExact));
        parts.forEach(whole::put);
        return whole.array();
    }

    private byte[] put(PutRequest request) {
        PutCommand command = put.of(request);
        byte[] previous = writes().put(batch(), command);
        return KeyWrites.putResponse(innerHeader(), command, previous);
    }

    private byte[] delete(DeleteRangeRequest deletion) {
        KeyRange range = KeyRange.of(
                deletion.getKey().toByteArray(), deletion.getRangeEnd().toByteArray());
        List<byte[]> deleted = writes().deleteRange(batch(), range);
        return KeyWrites.deleteResponse(innerHeader(), deleted, deletion.getPrevKv());
    }

    private StoreTxn batch() {
        return Objects.requireNonNull(batch, "a transaction that only reads writes");
    }

    private KeyWrites writes() {
        return Objects.requireNonNull(writes, "a transaction that only reads writes");
    }

    /** Inner responses say only at which revision, and those of nested transactions not even that. */
    private WireBuffer innerHeader() {
        return new WireBuffer(16).varint(ResponseHeader.REVISION_FIELD_NUMBER, view.revision());
    }

    private static List<RequestOp> branch(TxnRequest txn, boolean succeeded) {
        return succeeded ? txn.getSuccessList() : txn.getFailureList();
    }

    /** Writes a response's header. */
    @FunctionalInterface
    public interface Headers {
        /** For a response at a revision. */
        WireBuffer encode(long revision);
    }

    private static final class Level {
        private final boolean succeeded;
        private final WireBuffer responses = new WireBuffer(64);

        Level(boolean succeeded) {
            this.succeeded = succeeded;
        }

        byte[] encode(WireBuffer header) {
            byte[] all = responses.toByteArray();
            return new WireBuffer(header.size() + all.length + 8)
                    .message(TxnResponse.HEADER_FIELD_NUMBER, header)
                    .bool(TxnResponse.SUCCEEDED_FIELD_NUMBER, succeeded)
                    .append(all, 0, all.length)
                    .toByteArray();
        }
    }
}
