package dev.quoin.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.benchmarks.http2.GrpcCall;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTemplateTest {
    private static LoadShape shape(int valueBytes) {
        return new LoadShape(1, 1, valueBytes, 100_000, 10_000, 20, 7);
    }

    private static ByteBuffer filled(Operation operation, long key, int valueBytes) {
        byte[] frame = operation.template().newFrame();
        operation.template().fill(frame, key, new ValuePool(valueBytes, 7), new SplittableRandom(7));
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        assertThat(buffer.get()).as("not compressed").isZero();
        assertThat(buffer.getInt()).as("length").isEqualTo(frame.length - GrpcCall.PREFIX_BYTES);
        return buffer;
    }

    private static ByteString key(long number) {
        return ByteString.copyFromUtf8("/bench/%09d".formatted(number));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 127, 128, 255, 256, 4096, 100_000})
    void aPutHasItsKeyAndARandomValue(int size) throws InvalidProtocolBufferException {
        PutRequest put = PutRequest.parseFrom(filled(new Requests(shape(size)).put(1), 42, size));
        assertThat(put.getKey()).isEqualTo(key(42));
        assertThat(put.getValue().size()).isEqualTo(size);
        if (size > 8) {
            assertThat(put.getValue()).isNotEqualTo(RequestTemplate.valueMark(size));
        }
    }

    @Test
    void getsSayWhetherTheyAreSerializable() throws InvalidProtocolBufferException {
        Requests requests = new Requests(shape(8));
        assertThat(RangeRequest.parseFrom(filled(requests.get(true, 1), 99_999, 8)))
                .isEqualTo(RangeRequest.newBuilder()
                        .setKey(key(99_999))
                        .setSerializable(true)
                        .build());
        assertThat(RangeRequest.parseFrom(filled(requests.get(false, 1), 0, 8)))
                .isEqualTo(RangeRequest.newBuilder().setKey(key(0)).build());
    }

    @Test
    void aListSpansItsKeys() throws InvalidProtocolBufferException {
        Operation list = new Requests(shape(8)).list(EtcdMethods.KV_RANGE);
        RangeRequest request = RangeRequest.parseFrom(filled(list, 5, 8));
        assertThat(request.getKey()).isEqualTo(key(5));
        assertThat(request.getRangeEnd()).isEqualTo(key(10_005));
        assertThat(list.span()).isEqualTo(10_000);
    }

    @Test
    void anUpdateNamesOneKeyInAllPlaces() throws InvalidProtocolBufferException {
        TxnRequest txn = TxnRequest.parseFrom(filled(new Requests(shape(256)).update(), 77, 256));
        assertThat(txn.getCompare(0).getKey()).isEqualTo(key(77));
        assertThat(txn.getSuccess(0).getRequestPut().getKey()).isEqualTo(key(77));
        assertThat(txn.getSuccess(0).getRequestPut().getValue().size()).isEqualTo(256);
        assertThat(txn.getFailure(0).getRequestRange().getKey()).isEqualTo(key(77));
    }

    @Test
    void aFillPutsKeysInARow() throws InvalidProtocolBufferException {
        TxnRequest txn = TxnRequest.parseFrom(filled(new Requests(shape(300)).fill(64), 640, 300));
        assertThat(txn.getSuccessList().stream().map(RequestOp::getRequestPut).map(PutRequest::getKey))
                .containsExactlyElementsOf(java.util.stream.LongStream.range(640, 704)
                        .mapToObj(RequestTemplateTest::key)
                        .toList());
        assertThat(txn.getSuccessList())
                .allSatisfy(
                        op -> assertThat(op.getRequestPut().getValue().size()).isEqualTo(300));
    }
}
