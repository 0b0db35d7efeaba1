package dev.quoin.testkit.history;

import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.DeleteRangeResponse;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.PutResponse;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.protocol.rpc.TxnResponse;
import java.util.List;
import java.util.Objects;

/**
 * Checks answers against the ledger: each answer is right at the revision that it names, and revisions respect real
 * time. If operation A was answered before operation B began, A's revision is smaller than B's when B writes, and not
 * greater when B reads. The two together are linearizability: the operations in the order of their revisions, each read
 * behind the write of its revision, are a sequential history that gives the same answers and contradicts no clock.
 * Serializable reads need only be right at some revision, and must not go back while the same process answers them.
 */
public final class Operations {
    private final Ledger ledger;
    private final Violations violations;
    private long floor = 1;
    private long answered;

    /** Begins without operations. */
    public Operations(Ledger ledger, Violations violations) {
        this.ledger = ledger;
        this.violations = violations;
    }

    /** An operation begins now; returns what its answer must not fall short of. */
    public long begin() {
        return floor;
    }

    /** Returns the number of answers that were checked. */
    public long answered() {
        return answered;
    }

    /** A put was answered. */
    public void put(long began, PutRequest request, PutResponse response) {
        long revision = response.getHeader().getRevision();
        wrote(began, revision, request);
        List<Change> changes = ledger.store().changes(revision);
        boolean right = changes.size() == 1
                && isOf(request, changes.getFirst())
                && isPrevious(request.getPrevKv(), response.hasPrevKv(), response.getPrevKv(), changes.getFirst());
        violations.require(right, () -> "the answer to a put is wrong: " + request + response + changes);
    }

    /** A deletion was answered. */
    public void delete(long began, DeleteRangeRequest request, DeleteRangeResponse response) {
        long revision = response.getHeader().getRevision();
        KeySpan span = KeySpan.of(request.getKey(), request.getRangeEnd());
        if (response.getDeleted() == 0) {
            read(began, revision, request);
            violations.require(
                    ledger.store().range(span, revision).isEmpty(),
                    () -> "a deletion found nothing where something was: " + request + response);
            return;
        }
        wrote(began, revision, request);
        List<Change> changes = ledger.store().changes(revision);
        boolean right = changes.size() == response.getDeleted()
                && changes.stream().allMatch(change -> change.deletion() && span.contains(change.key()))
                && (!request.getPrevKv()
                        || response.getPrevKvsList()
                                .equals(changes.stream().map(Change::previous).toList()));
        violations.require(right, () -> "the answer to a deletion is wrong: " + request + response + changes);
    }

    /** A transaction was answered; one that puts different keys where its comparison holds, and else reads one. */
    public void txn(long began, TxnRequest request, TxnResponse response) {
        long revision = response.getHeader().getRevision();
        if (response.getSucceeded()) {
            wrote(began, revision, request);
            List<Change> changes = ledger.store().changes(revision);
            boolean right =
                    areOf(request.getSuccessList(), changes) && ledger.store().holds(request, revision - 1);
            violations.require(right, () -> "a transaction wrongly succeeded: " + request + response + changes);
            return;
        }
        read(began, revision, request);
        violations.require(
                !ledger.store().holds(request, revision), () -> "a transaction wrongly failed: " + request + response);
        checkRange(
                request.getFailure(0).getRequestRange(),
                response.getResponses(0).getResponseRange(),
                revision);
    }

    /** A range was answered; serializable ones begin with what their process answered before. */
    public void range(long began, RangeRequest request, RangeResponse response) {
        long revision = response.getHeader().getRevision();
        if (request.getSerializable()) {
            check(began, revision, request);
            answered++;
        } else {
            read(began, revision, request);
        }
        checkRange(request, response, request.getRevision() > 0 ? request.getRevision() : revision);
    }

    private void checkRange(RangeRequest request, RangeResponse response, long at) {
        List<KeyValue> all = ledger.store().range(KeySpan.of(request.getKey(), request.getRangeEnd()), at);
        boolean limited = request.getLimit() > 0 && request.getLimit() < all.size();
        List<KeyValue> due = limited ? all.subList(0, (int) request.getLimit()) : all;
        boolean right =
                response.getKvsList().equals(due) && response.getCount() == all.size() && response.getMore() == limited;
        violations.require(
                right, () -> "a range is wrong: " + request + response + " at revision " + at + ", due: " + due);
    }

    private void wrote(long began, long revision, Object request) {
        violations.require(
                revision > began,
                () -> "a write of revision " + revision + " began when revision " + began + " was answered: "
                        + request);
        read(began, revision, request);
    }

    private void read(long began, long revision, Object request) {
        check(began, revision, request);
        floor = Math.max(floor, revision);
        answered++;
    }

    private void check(long began, long revision, Object request) {
        violations.require(
                revision >= began && revision <= ledger.store().revision(),
                () -> "an answer of revision " + revision + " to a request that began at " + began + " and ended at "
                        + ledger.store().revision() + ": " + request);
    }

    private static boolean areOf(List<RequestOp> puts, List<Change> changes) {
        boolean all = puts.size() == changes.size();
        for (int i = 0; all && i < puts.size(); i++) {
            all = isOf(puts.get(i).getRequestPut(), changes.get(i));
        }
        return all;
    }

    private static boolean isOf(PutRequest put, Change change) {
        return !change.deletion()
                && change.kv().getKey().equals(put.getKey())
                && change.kv().getValue().equals(put.getValue())
                && change.kv().getLease() == put.getLease();
    }

    private static boolean isPrevious(boolean asked, boolean given, KeyValue kv, Change change) {
        return given ? asked && Objects.equals(kv, change.previous()) : !asked || change.previous() == null;
    }
}
