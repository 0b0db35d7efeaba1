package dev.quoin.core.read;

import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.CallListener;
import dev.quoin.api.transport.StreamHandler;
import dev.quoin.core.answer.Answers;
import dev.quoin.core.answer.ResponseHeaders;
import dev.quoin.core.kv.RangeQuery;
import dev.quoin.core.store.Store;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Serves ranges as streams. While a stream waits it holds no view; it goes on at the revision it began with. */
public final class RangeStreams implements StreamHandler {
    private final Store store;
    private final LinearizableReads reads;
    private final Readers readers;
    private final ResponseHeaders headers;
    private final ReadRules rules;

    /** Serves from a store. */
    public RangeStreams(
            Store store, LinearizableReads reads, Readers readers, ResponseHeaders headers, ReadRules rules) {
        this.rules = rules;
        this.store = store;
        this.reads = reads;
        this.readers = readers;
        this.headers = headers;
    }

    @Override
    public CallListener open(Call call) {
        return new PacedStream(call, readers, this::begin);
    }

    private void begin(Call call, ByteBuffer request, Consumer<PacedStream.Pieces> begin) {
        RangeQuery query = RangeQuery.parse(request);
        checkStreamable(query);
        Runnable read = () -> {
            rules.requireRead(call, query.range());
            begin.accept(
                    query.isInKeyOrder()
                            ? new RangePieces(store, query, headers, call)
                            : new SortedPiece(store, query, headers, call));
        };
        if (query.serializable()) {
            read.run();
        } else {
            reads.begin(call, read);
        }
    }

    private static void checkStreamable(RangeQuery query) {
        if (!query.isInStreamOrder()) {
            throw Answers.unimplemented("RangeStream does not support custom sort orders");
        }
        if (!query.bounds().isEverything()) {
            throw Answers.unimplemented("RangeStream does not support revision filters");
        }
    }
}
