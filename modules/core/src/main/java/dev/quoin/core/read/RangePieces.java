package dev.quoin.core.read;

import dev.quoin.api.transport.Call;
import dev.quoin.core.answer.ResponseHeaders;
import dev.quoin.core.kv.RangeQuery;
import dev.quoin.core.kv.ResponseChunks;
import dev.quoin.core.store.KeyRange;
import dev.quoin.core.store.KeyScan;
import dev.quoin.core.store.Keys;
import dev.quoin.core.store.KvRecord;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import dev.quoin.core.wire.Wire;
import dev.quoin.core.wire.WireBuffer;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.protocol.rpc.RangeStreamResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What is left of a streamed range. Header, count and more come with the last piece. Used by one thread at a time. */
final class RangePieces implements PacedStream.Pieces {
    /** Two pieces of memory, less what a record in between may waste. */
    private static final long PIECE_BYTES = 2 * ResponseChunks.LARGEST - (8 << 10);
    /** Pieces that are made in one go: a connection writes about as much at once, and going on costs a view, a cursor and a change of threads. */
    private static final int BURST = 4;

    /** Most answers are small. */
    private static final int FIRST_BYTES = 4 << 10;

    private final Store store;
    private final RangeQuery query;
    private final ResponseHeaders headers;
    private final Call call;
    private final KvRecord fields = new KvRecord();
    private byte[] from;
    private long headerRevision;
    private long revision;
    private long count;
    private long sent;
    /** Records behind {@link #from} were sent from the scan under way. */
    private boolean passing;

    RangePieces(Store store, RangeQuery query, ResponseHeaders headers, Call call) {
        this.store = store;
        this.query = query;
        this.headers = headers;
        this.call = call;
        this.from = query.range().from();
        this.revision = query.revision();
    }

    @Override
    public boolean send() {
        try (StoreView view = store.openView()) {
            pin(view);
            if (query.countOnly()) {
                count = view.count(query.range(), revision);
                last(new ResponseChunks(call::allocate, 64));
                return true;
            }
            try (KeyScan scan = view.sweep(
                    new KeyRange(from, query.range().to(), query.range().single()), revision)) {
                for (int pieces = 0; pieces < BURST && !call.isCancelled(); pieces++) {
                    if (piece(view, scan)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** The first piece fixes the revision for all; later ones find it compacted, perhaps. */
    private void pin(StoreView view) {
        revision = view.checkRevision(revision);
        if (headerRevision == 0) {
            headerRevision = view.revision();
        }
    }

    private boolean piece(StoreView view, KeyScan scan) {
        ResponseChunks out = new ResponseChunks(call::allocate, sent == 0 ? FIRST_BYTES : ResponseChunks.LARGEST);
        boolean goesOn = hasEnough() || scan.nextRecords(record -> take(record, out));
        if (goesOn) {
            pass(scan);
        }
        if (goesOn && !hasEnough()) {
            emit(new WireBuffer(0), out);
            return false;
        }
        count = sent + (goesOn ? rest(view) : 0);
        last(out);
        return true;
    }

    private boolean hasEnough() {
        return query.limit() > 0 && sent == query.limit();
    }

    /** Goes on behind the last record sent, which the scan still stands on. */
    private void pass(KeyScan scan) {
        if (passing) {
            from = Keys.after(fields.read(scan.record()).key());
            passing = false;
        }
    }

    private long rest(StoreView view) {
        return query.range().single()
                ? 0
                : view.count(new KeyRange(from, query.range().to(), false), revision);
    }

    /** Whether another record fits the piece, and is wanted. */
    private boolean take(ByteBuffer record, ResponseChunks out) {
        sent++;
        passing = true;
        query.append(out, RangeResponse.KVS_FIELD_NUMBER, record, query.keysOnly() ? fields.read(record) : fields);
        return out.size() < PIECE_BYTES && !hasEnough();
    }

    private void last(ResponseChunks out) {
        boolean more = !query.countOnly() && sent < count;
        out.varint(RangeResponse.MORE_FIELD_NUMBER, more ? 1 : 0);
        out.varint(RangeResponse.COUNT_FIELD_NUMBER, count);
        emit(new WireBuffer(64).message(RangeResponse.HEADER_FIELD_NUMBER, headers.encode(headerRevision)), out);
    }

    private void emit(WireBuffer head, ResponseChunks out) {
        int length = Math.toIntExact(head.size() + out.size());
        int field = RangeStreamResponse.RANGE_RESPONSE_FIELD_NUMBER;
        ByteBuffer frame = call.allocate(Wire.lengthFieldSize(field, length) - length + head.size());
        Wire.putVarint(frame, Wire.tag(field, Wire.LENGTH));
        Wire.putVarint(frame, length);
        head.writeTo(frame);
        List<ByteBuffer> parts = new ArrayList<>();
        parts.add(frame.flip());
        parts.addAll(out.finish());
        call.send(parts);
    }
}
