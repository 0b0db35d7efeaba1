package dev.quoin.core.read;

import dev.quoin.api.transport.Call;
import dev.quoin.core.answer.ResponseHeaders;
import dev.quoin.core.kv.RangeQuery;
import dev.quoin.core.kv.RangeRead;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import dev.quoin.core.wire.Wire;
import dev.quoin.protocol.rpc.RangeStreamResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A streamed range in another order than that of keys: all of it has to be there before the first can be sent, so it is one piece. */
final class SortedPiece implements PacedStream.Pieces {
    private static final int KEYS_A_STEP = 4096;
    private static final long BYTES_A_STEP = 4 << 20;

    private final Store store;
    private final RangeQuery query;
    private final ResponseHeaders headers;
    private final Call call;

    SortedPiece(Store store, RangeQuery query, ResponseHeaders headers, Call call) {
        this.store = store;
        this.query = query;
        this.headers = headers;
        this.call = call;
    }

    @Override
    public boolean send() {
        try (StoreView view = store.openView();
                RangeRead read = new RangeRead(view, query, headers.encode(view.revision()), call::allocate)) {
            while (!read.step(KEYS_A_STEP, BYTES_A_STEP, true)) {
                if (call.isCancelled()) {
                    return true;
                }
                read.requireAnswerable();
            }
            emit(read.finish());
        }
        return true;
    }

    private void emit(List<ByteBuffer> response) {
        int length = response.stream().mapToInt(ByteBuffer::remaining).reduce(0, Math::addExact);
        int field = RangeStreamResponse.RANGE_RESPONSE_FIELD_NUMBER;
        ByteBuffer frame = call.allocate(Wire.lengthFieldSize(field, length) - length);
        Wire.putVarint(frame, Wire.tag(field, Wire.LENGTH));
        Wire.putVarint(frame, length);
        List<ByteBuffer> parts = new ArrayList<>();
        parts.add(frame.flip());
        parts.addAll(response);
        call.send(parts);
    }
}
