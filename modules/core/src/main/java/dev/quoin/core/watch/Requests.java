package dev.quoin.core.watch;

import dev.quoin.core.store.KeyRange;
import dev.quoin.core.store.Store;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves what clients ask for, with etcd's answers. Used by the hub. */
final class Requests {
    private static final byte[] SMALLEST_KEY = {0};

    private final Store store;
    private final Ring ring;
    private final WatchLimits limits;
    private final Watchers watchers;
    private final CatchUp catchUp;
    private final Outlet outlet;
    private final Responses responses;
    private final Progress progress;
    private final WatchRules rules;

    Requests(
            Store store,
            Ring ring,
            WatchLimits limits,
            Watchers watchers,
            CatchUp catchUp,
            Outlet outlet,
            Responses responses,
            Progress progress,
            WatchRules rules) {
        this.store = store;
        this.ring = ring;
        this.limits = limits;
        this.watchers = watchers;
        this.catchUp = catchUp;
        this.outlet = outlet;
        this.responses = responses;
        this.progress = progress;
        this.rules = rules;
    }

    void serve(WatchStream stream, WatchRequest request) {
        switch (request.getRequestUnionCase()) {
            case CREATE_REQUEST -> create(stream, request.getCreateRequest());
            case CANCEL_REQUEST -> cancel(stream, request.getCancelRequest().getWatchId());
            case PROGRESS_REQUEST -> progress.ask(stream);
            case REQUESTUNION_NOT_SET -> {
                // A request that a later version of the protocol may have; the stream goes on.
            }
        }
    }

    private void create(WatchStream stream, WatchCreateRequest request) {
        byte[] key =
                request.getKey().isEmpty() ? SMALLEST_KEY : request.getKey().toByteArray();
        KeyRange range = KeyRange.of(key, request.getRangeEnd().toByteArray());
        String refusal = refusal(stream, request, range);
        if (refusal != null) {
            responses.refused(stream, store.revision(), refusal);
            return;
        }
        long id = request.getWatchId() == 0 ? stream.newId() : request.getWatchId();
        Watcher watcher = new Watcher(stream, id, range, options(request));
        long now = watchers.add(watcher, request.getStartRevision());
        responses.created(stream, id, now);
        if (watcher.options().progress()) {
            progress.start(stream);
        }
        begin(watcher, now);
    }

    private @Nullable String refusal(WatchStream stream, WatchCreateRequest request, KeyRange range) {
        if (request.getStartRevision() < 0) {
            return EtcdError.COMPACTED.text();
        }
        String forbidden = rules.refusal(stream.call(), range);
        if (forbidden != null) {
            return forbidden;
        }
        if (range.isEmpty()) {
            return "mvcc: watcher range is empty";
        }
        if (request.getWatchId() != 0 && stream.watchers.containsKey(request.getWatchId())) {
            return "mvcc: duplicate watch ID provided on the WatchStream";
        }
        if (stream.watchers.size() >= limits.maxWatchesPerStream() || watchers.count() >= limits.maxWatches()) {
            return EtcdError.REQUEST_TOO_MANY_REQUESTS.text();
        }
        return null;
    }

    private static Watcher.Options options(WatchCreateRequest request) {
        List<WatchCreateRequest.FilterType> filters = request.getFiltersList();
        return new Watcher.Options(
                filters.contains(WatchCreateRequest.FilterType.NOPUT),
                filters.contains(WatchCreateRequest.FilterType.NODELETE),
                request.getPrevKv(),
                request.getProgressNotify(),
                request.getFragment());
    }

    private void begin(Watcher watcher, long now) {
        long compacted = store.compacted();
        if (watcher.next <= now && watcher.next < compacted) {
            outlet.endCompacted(watcher, compacted);
        } else if (watcher.next <= ring.last()) {
            catchUp.add(watcher);
        }
    }

    private void cancel(WatchStream stream, long id) {
        Watcher watcher = stream.watchers.get(id);
        if (watcher != null) {
            watchers.remove(watcher);
            responses.canceled(stream, id, store.revision());
        }
    }
}
