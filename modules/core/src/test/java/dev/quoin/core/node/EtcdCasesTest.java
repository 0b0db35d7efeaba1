package dev.quoin.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.DefragmentRequest;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.HashKVRequest;
import dev.quoin.protocol.rpc.HashKVResponse;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.PutResponse;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.protocol.rpc.RangeStreamResponse;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchRequest;
import dev.quoin.protocol.rpc.WatchResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Single requests whose right answer was learnt from etcd 3.7.1. */
class EtcdCasesTest {
    private final NodeFixture fixture = new NodeFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void defragmentAnswersWithAnEmptyMessage() {
        assertThat(fixture.ask(EtcdMethods.MAINTENANCE_DEFRAGMENT, DefragmentRequest.getDefaultInstance()))
                .isEqualTo(ByteString.EMPTY);
    }

    @Test
    void aNegativeRevisionInATransactionIsCompacted() throws Exception {
        long revision = 0;
        for (int i = 0; i < 8; i++) {
            revision = put("k", "v" + i);
        }
        RequestOp range = RequestOp.newBuilder()
                .setRequestRange(RangeRequest.newBuilder().setKey(text("k")).setRevision(-1))
                .build();
        compact(revision - 2);
        RecordedCall txn = fixture.call(
                EtcdMethods.KV_TXN,
                TxnRequest.newBuilder()
                        .addSuccess(putOp("w", "1"))
                        .addSuccess(range)
                        .build());
        assertThat(txn.status).isEqualTo(StatusCode.OUT_OF_RANGE);
        assertThat(txn.text).isEqualTo("etcdserver: mvcc: required revision has been compacted");
        assertThat(get("w").getKvsCount()).isZero();
        RecordedCall alone = fixture.call(
                EtcdMethods.KV_RANGE,
                RangeRequest.newBuilder().setKey(text("k")).setRevision(-1).build());
        assertThat(alone.status).isEqualTo(StatusCode.OK);
    }

    @Test
    void aKeyPutInOneNestedTransactionMayNotBeDeletedInAnother() {
        TxnRequest put = TxnRequest.newBuilder().addSuccess(putOp("k1", "")).build();
        TxnRequest delete = TxnRequest.newBuilder()
                .addSuccess(RequestOp.newBuilder()
                        .setRequestDeleteRange(DeleteRangeRequest.newBuilder()
                                .setKey(text("k0"))
                                .setRangeEnd(text("k9"))))
                .build();
        for (TxnRequest both : new TxnRequest[] {
            TxnRequest.newBuilder().addSuccess(op(put)).addSuccess(op(delete)).build(),
            TxnRequest.newBuilder().addSuccess(op(delete)).addSuccess(op(put)).build()
        }) {
            RecordedCall refused = fixture.call(EtcdMethods.KV_TXN, both);
            assertThat(refused.text).isEqualTo("etcdserver: duplicate key given in txn request");
        }
        TxnRequest branches = TxnRequest.newBuilder()
                .addSuccess(RequestOp.newBuilder()
                        .setRequestTxn(TxnRequest.newBuilder()
                                .addSuccess(putOp("k1", ""))
                                .addFailure(delete.getSuccess(0))))
                .build();
        assertThat(fixture.call(EtcdMethods.KV_TXN, branches).status).isEqualTo(StatusCode.OK);
    }

    @Test
    void transactionsMayBeNestedAsDeepAsOperationsAreAllowed() {
        assertThat(fixture.call(EtcdMethods.KV_TXN, nested(128)).status).isEqualTo(StatusCode.OK);
        for (int levels : new int[] {129, 200, 300, 600}) {
            RecordedCall refused = fixture.call(EtcdMethods.KV_TXN, nested(levels));
            assertThat(refused.status).isEqualTo(StatusCode.INVALID_ARGUMENT);
            assertThat(refused.text).isEqualTo("etcdserver: too many operations in txn request");
        }
    }

    @Test
    void theHashOfARevisionStaysWhatItWasAfterACompactionThere() throws Exception {
        for (int i = 0; i < 9; i++) {
            put("k", "v" + i);
        }
        fixture.ask(
                EtcdMethods.KV_DELETE_RANGE,
                DeleteRangeRequest.newBuilder().setKey(text("k")).build());
        long revision = get("k").getHeader().getRevision();
        HashKVResponse before = hash(revision);
        compact(revision);
        HashKVResponse after = hash(revision);
        assertThat(after.getHash()).isEqualTo(before.getHash());
        assertThat(after.getCompactRevision()).isEqualTo(before.getCompactRevision());
    }

    @Test
    void aStreamIsSortedLikeAnAnswer() throws Exception {
        put("a", "3");
        put("b", "1");
        put("c", "2");
        RangeRequest request = RangeRequest.newBuilder()
                .setKey(text("a"))
                .setRangeEnd(text("z"))
                .setSortTarget(RangeRequest.SortTarget.VALUE)
                .build();
        RangeResponse unary = RangeResponse.parseFrom(fixture.ask(EtcdMethods.KV_RANGE, request));
        RecordedCall stream = fixture.stream(EtcdMethods.KV_RANGE_STREAM, request);
        fixture.run("the stream ends", () -> stream.status != null);
        RangeResponse streamed =
                RangeStreamResponse.parseFrom(stream.response()).getRangeResponse();
        assertThat(streamed.getKvsList())
                .extracting(KeyValue::getValue)
                .containsExactly(text("1"), text("2"), text("3"));
        assertThat(streamed).isEqualTo(unary);
    }

    @Test
    void whatWasGivenUpIsNotShownWhoeverElseWatches() throws Exception {
        fixture.stream(EtcdMethods.WATCH, watch("other", 0));
        put("pk", "1");
        long replaced = put("pk", "2");
        compact(replaced);
        RecordedCall stream = fixture.stream(EtcdMethods.WATCH, watch("pk", replaced));
        fixture.run("the event comes", () -> stream.messages.size() >= 2);
        Event event = WatchResponse.parseFrom(stream.messages.get(1)).getEvents(0);
        assertThat(event.getKv().getValue()).isEqualTo(text("2"));
        assertThat(event.hasPrevKv()).isFalse();
        put("pk", "3");
        fixture.run("the next event comes", () -> stream.messages.size() >= 3);
        Event next = WatchResponse.parseFrom(stream.messages.get(2)).getEvents(0);
        assertThat(next.getPrevKv().getValue()).isEqualTo(text("2"));
    }

    private static WatchRequest watch(String key, long from) {
        return WatchRequest.newBuilder()
                .setCreateRequest(WatchCreateRequest.newBuilder()
                        .setKey(text(key))
                        .setStartRevision(from)
                        .setPrevKv(true))
                .build();
    }

    private HashKVResponse hash(long revision) throws Exception {
        return HashKVResponse.parseFrom(fixture.ask(
                EtcdMethods.MAINTENANCE_HASH_KV,
                HashKVRequest.newBuilder().setRevision(revision).build()));
    }

    private static TxnRequest nested(int levels) {
        TxnRequest txn = TxnRequest.newBuilder().addSuccess(putOp("k", "v")).build();
        for (int i = 1; i < levels; i++) {
            txn = TxnRequest.newBuilder().addSuccess(op(txn)).build();
        }
        return txn;
    }

    private long put(String key, String value) throws Exception {
        return PutResponse.parseFrom(
                        fixture.ask(EtcdMethods.KV_PUT, putOp(key, value).getRequestPut()))
                .getHeader()
                .getRevision();
    }

    private RangeResponse get(String key) throws Exception {
        return RangeResponse.parseFrom(fixture.ask(
                EtcdMethods.KV_RANGE,
                RangeRequest.newBuilder().setKey(text(key)).build()));
    }

    private void compact(long revision) {
        fixture.ask(
                EtcdMethods.KV_COMPACT,
                CompactionRequest.newBuilder()
                        .setRevision(revision)
                        .setPhysical(true)
                        .build());
    }

    private static RequestOp op(TxnRequest txn) {
        return RequestOp.newBuilder().setRequestTxn(txn).build();
    }

    private static RequestOp putOp(String key, String value) {
        return RequestOp.newBuilder()
                .setRequestPut(PutRequest.newBuilder().setKey(text(key)).setValue(text(value)))
                .build();
    }

    private static ByteString text(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
