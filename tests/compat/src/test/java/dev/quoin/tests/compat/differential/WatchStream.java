package dev.quoin.tests.compat.differential;

import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.rpc.WatchCancelRequest;
import dev.quoin.protocol.rpc.WatchProgressRequest;
import dev.quoin.protocol.rpc.WatchRequest;
import dev.quoin.protocol.rpc.WatchResponse;
import dev.quoin.tests.compat.api.Texts;
import dev.quoin.tests.harness.ApiClient;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * A stream of watches on one server, and what came on it, watch by watch. How events are cut into responses is the
 * server's affair, as long as those of one revision stay together.
 */
final class WatchStream implements StreamObserver<Message>, AutoCloseable {

    private static final long PATIENCE_MILLIS = 5_000;
    private static final long ASK_AGAIN_MILLIS = 300;

    private final StreamObserver<Message> requests;
    private final Map<Long, List<String>> log = new TreeMap<>();
    private final Map<Long, Long> lastRevision = new TreeMap<>();
    private final Set<Long> alive = new HashSet<>();
    private final List<String> created = new ArrayList<>();
    private String cancelled = "";
    private long last;
    private long progress;
    private String end = "";

    WatchStream(ApiClient client) {
        requests = client.open(EtcdMethods.WATCH, this);
    }

    /** Sends a request and answers with what is answered to it, if anything is. */
    synchronized String ask(WatchRequest request) {
        int answered = created.size();
        if (request.hasCreateRequest()) {
            requests.onNext(request);
            return await(() -> created.size() > answered) ? created.getLast() : "no answer";
        }
        WatchCancelRequest cancel = request.getCancelRequest();
        boolean known = alive.contains(cancel.getWatchId());
        requests.onNext(request);
        if (!known) {
            return "unknown";
        }
        return await(() -> !alive.contains(cancel.getWatchId())) ? cancelled : "no answer";
    }

    /** Asks for progress until it is told: while a watch is still behind, nobody answers. */
    synchronized String progress() {
        progress = 0;
        WatchRequest request = WatchRequest.newBuilder()
                .setProgressRequest(WatchProgressRequest.getDefaultInstance())
                .build();
        for (long waited = 0; waited < PATIENCE_MILLIS && end.isEmpty(); waited += ASK_AGAIN_MILLIS) {
            requests.onNext(request);
            if (await(() -> progress > 0, ASK_AGAIN_MILLIS)) {
                return "progress at " + progress;
            }
        }
        return "no progress " + end;
    }

    /** Waits until the watch that was created last is gone. */
    synchronized void awaitLastGone() {
        await(() -> !alive.contains(last));
    }

    /** Everything that came, by watch. */
    synchronized Map<Long, List<String>> log() {
        Map<Long, List<String>> copy = new TreeMap<>();
        log.forEach((watch, lines) -> copy.put(watch, List.copyOf(lines)));
        if (!end.isEmpty()) {
            copy.put(Long.MAX_VALUE, List.of(end));
        }
        return copy;
    }

    @Override
    public synchronized void onNext(Message message) {
        WatchResponse response = (WatchResponse) message;
        if (response.getCreated()) {
            created.add(Texts.of(response));
            last = response.getWatchId();
            if (!response.getCanceled()) {
                alive.add(response.getWatchId());
            }
        } else if (response.getCanceled()) {
            ended(response);
        } else if (response.getEventsCount() == 0) {
            progress = response.getWatchId() == -1 ? response.getHeader().getRevision() : progress;
        } else {
            events(response);
        }
        notifyAll();
    }

    /** etcd also answers who cancels a watch that a compaction has ended; that second end does not count. */
    private void ended(WatchResponse response) {
        if (alive.remove(response.getWatchId())) {
            cancelled = Texts.of(response);
            note(response.getWatchId(), cancelled);
        }
    }

    private void events(WatchResponse response) {
        long watch = response.getWatchId();
        long first = response.getEvents(0).getKv().getModRevision();
        if (first == lastRevision.getOrDefault(watch, 0L)) {
            note(watch, "the events of revision " + first + " in several responses");
        }
        for (Event event : response.getEventsList()) {
            note(watch, Texts.of(event));
        }
        long last = response.getEvents(response.getEventsCount() - 1).getKv().getModRevision();
        lastRevision.put(watch, response.getFragment() ? 0L : last);
        if (response.getHeader().getRevision() < last) {
            note(watch, "a header with an older revision than its events");
        }
    }

    private void note(long watch, String line) {
        log.computeIfAbsent(watch, unused -> new ArrayList<>()).add(line);
    }

    @Override
    public synchronized void onError(Throwable error) {
        end = "ended: " + Status.fromThrowable(error);
        notifyAll();
    }

    @Override
    public synchronized void onCompleted() {
        end = "ended";
        notifyAll();
    }

    private boolean await(BooleanSupplier condition) {
        return await(condition, PATIENCE_MILLIS);
    }

    private synchronized boolean await(BooleanSupplier condition, long millis) {
        long deadline = System.nanoTime() + millis * 1_000_000;
        try {
            while (!condition.getAsBoolean() && end.isEmpty()) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return condition.getAsBoolean();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a watch", e);
        }
    }

    @Override
    public void close() {
        requests.onError(Status.CANCELLED.asRuntimeException());
    }
}
