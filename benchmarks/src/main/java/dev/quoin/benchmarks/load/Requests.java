package dev.quoin.benchmarks.load;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.quoin.benchmarks.http2.GrpcCall;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.Compare;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;

/** Makes the operations that workloads are put together from. */
final class Requests {
    private final LoadShape shape;

    Requests(LoadShape shape) {
        this.shape = shape;
    }

    Operation put(int weight) {
        return operation(EtcdMethods.KV_PUT, putOf(0), weight, 1, 0);
    }

    Operation get(boolean serializable, int weight) {
        RangeRequest request = RangeRequest.newBuilder()
                .setKey(RequestTemplate.keyMark(0))
                .setSerializable(serializable)
                .build();
        return operation(EtcdMethods.KV_RANGE, request, weight, 1, answerOf(1));
    }

    Operation list(EtcdMethods method) {
        RangeRequest request = RangeRequest.newBuilder()
                .setKey(RequestTemplate.keyMark(0))
                .setRangeEnd(RequestTemplate.keyMark(shape.listKeys()))
                .build();
        return operation(method, request, 1, shape.listKeys(), answerOf(shape.listKeys()));
    }

    /** As a kube-apiserver updates: if the key is as expected then put, else get. */
    Operation update() {
        ByteString key = RequestTemplate.keyMark(0);
        Compare exists = Compare.newBuilder()
                .setKey(key)
                .setTarget(Compare.CompareTarget.VERSION)
                .setResult(Compare.CompareResult.GREATER)
                .setVersion(0)
                .build();
        TxnRequest request = TxnRequest.newBuilder()
                .addCompare(exists)
                .addSuccess(RequestOp.newBuilder().setRequestPut(putOf(0)))
                .addFailure(RequestOp.newBuilder()
                        .setRequestRange(RangeRequest.newBuilder().setKey(key)))
                .build();
        return operation(EtcdMethods.KV_TXN, request, 1, 1, 0);
    }

    /** Puts several keys in a row with one transaction. */
    Operation fill(int batch) {
        TxnRequest.Builder request = TxnRequest.newBuilder();
        for (int i = 0; i < batch; i++) {
            request.addSuccess(RequestOp.newBuilder().setRequestPut(putOf(i)));
        }
        return operation(EtcdMethods.KV_TXN, request.build(), 1, batch, 0);
    }

    private PutRequest putOf(long offset) {
        return PutRequest.newBuilder()
                .setKey(RequestTemplate.keyMark(offset))
                .setValue(RequestTemplate.valueMark(shape.valueBytes()))
                .build();
    }

    private long answerOf(long keys) {
        return GrpcCall.PREFIX_BYTES + keys * (KeySpace.KEY_BYTES + shape.valueBytes());
    }

    private Operation operation(EtcdMethods method, MessageLite message, int weight, long span, long leastAnswer) {
        return new Operation(method, new RequestTemplate(message, shape.valueBytes()), weight, span, leastAnswer);
    }
}
