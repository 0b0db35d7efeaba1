package dev.quoin.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.rpc.Compare;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.DeleteRangeResponse;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.PutResponse;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.ResponseOp;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.protocol.rpc.TxnResponse;
import org.junit.jupiter.api.Test;

class OperationsTest {
    private static final ByteString A = ByteString.copyFromUtf8("a");
    private static final RangeRequest GET = RangeRequest.newBuilder().setKey(A).build();
    private static final DeleteRangeRequest DELETE =
            DeleteRangeRequest.newBuilder().setKey(A).setPrevKv(true).build();
    private static final TxnRequest TXN = TxnRequest.newBuilder()
            .addCompare(Compare.newBuilder()
                    .setKey(A)
                    .setTarget(Compare.CompareTarget.MOD)
                    .setModRevision(2))
            .addSuccess(RequestOp.newBuilder().setRequestPut(Fed.put("a", "new")))
            .addFailure(RequestOp.newBuilder().setRequestRange(GET))
            .build();

    private final Fed fed = new Fed();
    private final Operations operations = new Operations(fed.ledger, fed.violations);

    @Test
    void rightAnswersAreFine() {
        fed.puts("a", "b");
        operations.put(1, Fed.put("a", "v2"), putAt(2));
        operations.range(2, GET, got(3, 2));
        fed.commit(InternalRaftRequest.newBuilder().setTxn(TXN).build());
        operations.txn(
                3,
                TXN,
                TxnResponse.newBuilder()
                        .setHeader(Fed.header(4))
                        .setSucceeded(true)
                        .build());
        operations.txn(4, TXN, failed(4, 4));
        fed.deletes("a");
        operations.delete(4, DELETE, deleted(5, 1, 4));
        operations.delete(5, DELETE, deleted(5, 0));
        operations.range(1, GET.toBuilder().setSerializable(true).build(), got(4, 4));
        assertThat(fed.found).isEmpty();
        assertThat(operations.answered()).isEqualTo(7);
        assertThat(operations.begin()).isEqualTo(5);
    }

    @Test
    void lostPutIsFound() {
        fed.puts("b");
        operations.put(1, Fed.put("a", "lost"), putAt(2));
        assertThat(fed.found).singleElement().asString().contains("the answer to a put is wrong");
    }

    @Test
    void putOfARevisionThatNobodyAppliedIsFound() {
        operations.put(1, Fed.put("a", "v2"), putAt(2));
        assertThat(fed.found).anyMatch(text -> text.contains("an answer of revision 2"));
    }

    @Test
    void wrongPreviousVersionIsFound() {
        fed.puts("a", "a");
        PutRequest put = Fed.put("a", "v3").toBuilder().setPrevKv(true).build();
        operations.put(1, put, putAt(3));
        operations.put(1, put, putAt(3).toBuilder().setPrevKv(fed.version(3)).build());
        assertThat(fed.found).hasSize(2).allMatch(text -> text.contains("the answer to a put is wrong"));
    }

    @Test
    void writeThatDoesNotFollowWhatWasAnsweredIsFound() {
        fed.puts("a", "b");
        operations.range(1, GET, got(3, 2));
        operations.put(operations.begin(), Fed.put("b", "v3"), putAt(3));
        assertThat(fed.found).singleElement().asString().contains("a write of revision 3 began when revision 3");
    }

    @Test
    void staleReadIsFound() {
        fed.puts("a", "b");
        operations.put(1, Fed.put("b", "v3"), putAt(3));
        operations.range(operations.begin(), GET, got(2, 2));
        assertThat(fed.found)
                .singleElement()
                .asString()
                .contains("an answer of revision 2 to a request that began at 3");
    }

    @Test
    void wrongReadIsFound() {
        fed.puts("a", "a");
        operations.range(1, GET, got(3, 2));
        operations.range(1, GET, got(3));
        operations.range(1, GET, got(3, 3).toBuilder().setCount(2).build());
        operations.range(1, GET, got(3, 3).toBuilder().setMore(true).build());
        operations.range(1, GET.toBuilder().setRevision(2).build(), got(3, 3));
        assertThat(fed.found).hasSize(5).allMatch(text -> text.startsWith("a range is wrong"));
    }

    @Test
    void processThatGoesBackIsFound() {
        fed.puts("a", "b");
        operations.range(3, GET.toBuilder().setSerializable(true).build(), got(2, 2));
        assertThat(fed.found).hasSize(1);
    }

    @Test
    void wrongDeletionsAreFound() {
        fed.puts("a", "b").deletes("b");
        operations.delete(1, DELETE, deleted(3, 0));
        operations.delete(1, DELETE, deleted(4, 1, 2));
        assertThat(fed.found).hasSize(2);
    }

    @Test
    void wrongTransactionsAreFound() {
        fed.puts("a", "a");
        operations.txn(
                1,
                TXN,
                TxnResponse.newBuilder()
                        .setHeader(Fed.header(3))
                        .setSucceeded(true)
                        .build());
        operations.txn(1, TXN, failed(2, 2));
        assertThat(fed.found).hasSize(2);
        assertThat(fed.found.getFirst()).startsWith("a transaction wrongly succeeded");
        assertThat(fed.found.getLast()).startsWith("a transaction wrongly failed");
    }

    private static PutResponse putAt(long revision) {
        return PutResponse.newBuilder().setHeader(Fed.header(revision)).build();
    }

    private RangeResponse got(long revision, long... versions) {
        RangeResponse.Builder response =
                RangeResponse.newBuilder().setHeader(Fed.header(revision)).setCount(versions.length);
        for (long version : versions) {
            response.addKvs(fed.version(version));
        }
        return response.build();
    }

    private TxnResponse failed(long revision, long version) {
        RangeResponse range = got(revision, version).toBuilder().clearHeader().build();
        return TxnResponse.newBuilder()
                .setHeader(Fed.header(revision))
                .addResponses(ResponseOp.newBuilder().setResponseRange(range))
                .build();
    }

    private DeleteRangeResponse deleted(long revision, int count, long... previous) {
        DeleteRangeResponse.Builder response =
                DeleteRangeResponse.newBuilder().setHeader(Fed.header(revision)).setDeleted(count);
        for (long version : previous) {
            response.addPrevKvs(fed.version(version));
        }
        return response.build();
    }
}
