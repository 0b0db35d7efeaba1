package dev.quoin.core.read;

import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.core.answer.Answers;
import dev.quoin.core.answer.ResponseHeaders;
import dev.quoin.core.kv.KvCounts;
import dev.quoin.core.kv.RangeQuery;
import dev.quoin.core.kv.RangeRead;
import dev.quoin.core.store.StoreView;
import dev.quoin.protocol.error.EtcdError;

/**
 * Answers ranges. A short one is answered on the event loop it came in on; one that turns out to be long goes on in slices on a reader thread, so that it
 * holds up neither the loop nor other long ones.
 */
public final class RangeServer {
    /** What an event loop does for one read at most. */
    private static final int LOOP_KEYS = 256;

    private static final long LOOP_BYTES = 256 << 10;
    private static final int SLICE_KEYS = 4096;
    private static final long SLICE_BYTES = 4 << 20;

    private final LoopViews views;
    private final Readers readers;
    private final ResponseHeaders headers;
    private final KvCounts counts;
    private final ReadRules rules;

    /** With the views and threads to use. */
    public RangeServer(LoopViews views, Readers readers, ResponseHeaders headers, KvCounts counts, ReadRules rules) {
        this.rules = rules;
        this.views = views;
        this.readers = readers;
        this.headers = headers;
        this.counts = counts;
    }

    /**
     * Answers a range; on the call's event loop. Throws what the answer should be where there is nothing to read or it may not
     * be read. What is permitted is looked at after the view is taken, so that it is not older.
     */
    public void serve(Call call, RangeQuery query) {
        counts.ranges.increment();
        StoreView view = views.current(call.loop());
        rules.requireRead(call, query.range());
        RangeRead read = new RangeRead(view, query, headers.encode(view.revision()), call::allocate);
        if (read.step(LOOP_KEYS, LOOP_BYTES, false)) {
            finish(call, read);
            return;
        }
        views.detach(view);
        Slices slices = new Slices(call, view, read);
        if (!readers.offer(slices)) {
            slices.close();
            Answers.fail(call, EtcdError.REQUEST_TOO_MANY_REQUESTS);
        }
    }

    private static void finish(Call call, RangeRead read) {
        try (read) {
            call.send(read.finish());
            call.close(StatusCode.OK, "");
        }
    }

    /** The rest of a long range, a slice at a time. */
    private final class Slices implements Runnable {
        private final Call call;
        private final StoreView view;
        private final RangeRead read;

        Slices(Call call, StoreView view, RangeRead read) {
            this.call = call;
            this.view = view;
            this.read = read;
        }

        @Override
        public void run() {
            try {
                while (!call.isCancelled()) {
                    if (read.step(SLICE_KEYS, SLICE_BYTES, true)) {
                        finish(call, read);
                        break;
                    }
                    read.requireAnswerable();
                    if (readers.othersWait() && readers.offer(this)) {
                        return;
                    }
                }
            } catch (RuntimeException e) {
                Answers.fail(call, e);
            }
            close();
        }

        void close() {
            read.close();
            view.close();
        }
    }
}
