package dev.quoin.core.read;

import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.CallListener;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.api.transport.StreamHandler;
import dev.quoin.core.answer.Answers;
import dev.quoin.core.answer.RequestException;
import dev.quoin.core.answer.ResponseHeaders;
import dev.quoin.core.kv.RangeQuery;
import dev.quoin.core.store.Store;
import dev.quoin.core.wire.WireException;
import dev.quoin.protocol.error.EtcdError;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Serves ranges as streams: piece after piece on a reader thread, and none while the client does not take what was sent. While a stream waits it holds no
 * view; it goes on at the revision it began with.
 */
public final class RangeStreams implements StreamHandler {
    private final Store store;
    private final LinearizableReads reads;
    private final Readers readers;
    private final ResponseHeaders headers;

    /** With what streams use. */
    public RangeStreams(Store store, LinearizableReads reads, Readers readers, ResponseHeaders headers) {
        this.store = store;
        this.reads = reads;
        this.readers = readers;
        this.headers = headers;
    }

    @Override
    public CallListener open(Call call) {
        call.request(1);
        return new Stream(call);
    }

    private final class Stream implements CallListener, Runnable {
        private final Call call;
        private final AtomicBoolean scheduled = new AtomicBoolean();
        private volatile @Nullable RangePieces pieces;

        Stream(Call call) {
            this.call = call;
        }

        @Override
        public void onMessage(ByteBuffer message) {
            try {
                RangeQuery query = RangeQuery.parse(message);
                checkStreamable(query);
                if (query.serializable()) {
                    begin(query);
                } else {
                    reads.begin(call, () -> begin(query), error -> Answers.fail(call, error));
                }
            } catch (RequestException | WireException | IllegalArgumentException e) {
                Answers.fail(call, e);
            }
        }

        private void checkStreamable(RangeQuery query) {
            if (!query.isInStreamOrder()) {
                throw Answers.unimplemented("RangeStream does not support custom sort orders");
            }
            if (!query.bounds().isEverything()) {
                throw Answers.unimplemented("RangeStream does not support revision filters");
            }
        }

        private void begin(RangeQuery query) {
            pieces = new RangePieces(store, query, headers, call);
            schedule();
        }

        private void schedule() {
            if (pieces != null && scheduled.compareAndSet(false, true) && !readers.offer(this)) {
                Answers.fail(call, EtcdError.REQUEST_TOO_MANY_REQUESTS);
            }
        }

        @Override
        public void run() {
            boolean over = sendPieces();
            // Only now may another thread take over; what became ready meanwhile is seen here.
            scheduled.set(false);
            if (!over && call.isReady()) {
                schedule();
            }
        }

        /** True when nothing is left to send. */
        private boolean sendPieces() {
            RangePieces rest = pieces;
            if (rest == null || call.isCancelled()) {
                return true;
            }
            try {
                if (!rest.send()) {
                    return false;
                }
                pieces = null;
                call.close(StatusCode.OK, "");
            } catch (RuntimeException e) {
                pieces = null;
                Answers.fail(call, e);
            }
            return true;
        }

        @Override
        public void onReady() {
            schedule();
        }

        @Override
        public void onHalfClose() {
            // The one request has come; what is left is ours to send.
        }

        @Override
        public void onCancel() {
            pieces = null;
        }
    }
}
