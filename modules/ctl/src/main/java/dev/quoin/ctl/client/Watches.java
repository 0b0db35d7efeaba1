package dev.quoin.ctl.client;

import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchProgressRequest;
import dev.quoin.protocol.rpc.WatchRequest;
import dev.quoin.protocol.rpc.WatchResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches over one stream. When the stream breaks, each watch goes on at another member where it stood, so that
 * events are neither
 * lost nor told twice. One thread reads the stream and tells the events.
 */
public final class Watches implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Client client;
    private final Map<Long, Watch> running = new LinkedHashMap<>();
    private final Deque<Watch> starting = new ArrayDeque<>();
    private @Nullable Duplex<WatchResponse> stream;
    private volatile boolean closed;
    private volatile boolean open;

    public Watches(Client client) {
        this.client = client;
    }

    private static final class Watch {
        WatchCreateRequest request;
        final Consumer<WatchEvent> listener;

        Watch(WatchCreateRequest request, Consumer<WatchEvent> listener) {
            this.request = request;
            this.listener = listener;
        }

        void goOnAt(long revision) {
            request = request.toBuilder().setStartRevision(revision).build();
        }
    }

    /** Keeps the stream open while no watch is left, too. */
    public void keepOpen() {
        open = true;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Starts a watch. The listener is told by the thread in {@link #run}. */
    public synchronized void add(WatchCreateRequest request, Consumer<WatchEvent> listener) {
        Watch watch = new Watch(request, listener);
        starting.add(watch);
        if (stream != null) {
            create(stream, watch);
        }
    }

    private static void create(Duplex<WatchResponse> to, Watch watch) {
        to.send(WatchRequest.newBuilder().setCreateRequest(watch.request).build());
    }

    /** Asks how far the watches have come. */
    public synchronized void requestProgress() {
        if (stream != null) {
            stream.send(WatchRequest.newBuilder()
                    .setProgressRequest(WatchProgressRequest.getDefaultInstance())
                    .build());
        }
    }

    /** Reads the stream until no watch is left, or until closed. */
    public void run() throws RpcException {
        try {
            while (!closed && !isDone()) {
                Duplex<WatchResponse> now = open();
                try {
                    read(now);
                } catch (RpcException e) {
                    if (!closed && !e.isUnavailable()) {
                        fail(e);
                        return;
                    }
                    TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private synchronized boolean isDone() {
        return !open && running.isEmpty() && starting.isEmpty();
    }

    private synchronized Duplex<WatchResponse> open() throws RpcException {
        Duplex<WatchResponse> fresh = client.duplex(EtcdMethods.WATCH, WatchResponse.class);
        List<Watch> again = new ArrayList<>(running.values());
        again.addAll(starting);
        running.clear();
        starting.clear();
        starting.addAll(again);
        again.forEach(watch -> create(fresh, watch));
        stream = fresh;
        return fresh;
    }

    private void read(Duplex<WatchResponse> from) throws RpcException, InterruptedException {
        while (!closed && !isDone()) {
            WatchResponse response = from.next(PAUSE);
            if (response != null) {
                tell(response);
            }
        }
    }

    private void tell(WatchResponse response) {
        List<Watch> told = new ArrayList<>();
        synchronized (this) {
            if (response.getCreated()) {
                Watch watch = starting.poll();
                if (watch == null) {
                    return;
                }
                if (watch.request.getStartRevision() == 0) {
                    watch.goOnAt(response.getHeader().getRevision() + 1);
                }
                running.put(response.getWatchId(), watch);
                if (!response.getCanceled()) {
                    return;
                }
            }
            if (response.getWatchId() == -1 && !response.getCanceled()) {
                told.addAll(running.values());
            } else if (running.get(response.getWatchId()) instanceof Watch watch) {
                told.add(watch);
            }
            told.forEach(watch -> advance(watch, response));
            if (response.getCanceled()) {
                running.remove(response.getWatchId());
            }
        }
        told.forEach(watch -> watch.listener.accept(WatchEvent.of(response)));
    }

    private static void advance(Watch watch, WatchResponse response) {
        int events = response.getEventsCount();
        if (events > 0) {
            watch.goOnAt(response.getEvents(events - 1).getKv().getModRevision() + 1);
        } else if (!response.getCanceled() && response.getHeader().getRevision() >= watch.request.getStartRevision()) {
            watch.goOnAt(response.getHeader().getRevision() + 1);
        }
    }

    private void fail(RpcException failure) {
        List<Watch> told;
        synchronized (this) {
            told = new ArrayList<>(running.values());
            told.addAll(starting);
            running.clear();
            starting.clear();
        }
        WatchResponse end = WatchResponse.newBuilder().setCanceled(true).build();
        told.forEach(watch -> watch.listener.accept(new WatchEvent(end, failure.text())));
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (stream != null) {
            stream.close();
        }
    }
}
