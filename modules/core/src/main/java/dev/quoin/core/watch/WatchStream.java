package dev.quoin.core.watch;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.api.host.Agent;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.CallListener;
import dev.quoin.protocol.rpc.WatchRequest;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jctools.queues.SpscArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * One stream. The event loop puts requests and news of the connection here and tells the hub; everything else is the hub's. A client is allowed a few requests
 * ahead of what it takes of the answers, so that nothing has to grow. As with etcd, a client that sends no more still gets its events.
 */
final class WatchStream implements CallListener {
    /** How many requests may wait. */
    static final int CREDIT = 16;

    private final Call call;
    private final Consumer<WatchStream> signal;
    private final SpscArrayQueue<WatchRequest> requests = new SpscArrayQueue<>(CREDIT);
    private final AtomicBoolean signalled = new AtomicBoolean();
    private volatile boolean gone;
    private volatile @Nullable String failure;

    /** The watches by id. The hub's, like everything below. */
    final Map<Long, Watcher> watchers = new HashMap<>();
    /** Watches that wait until the stream takes more. */
    final ArrayDeque<Watcher> parked = new ArrayDeque<>();

    boolean ended;
    /** How many watches are not live. */
    int behind;
    /** No live watch has a higher {@link Watcher#horizon} than this. */
    long horizon;
    /** The watch with the highest one may have ended. */
    boolean horizonStale;
    /** How many watches want to be told of progress while they are idle. */
    int progressWatches;

    Agent.@Nullable Timer progressTimer;
    /** A progress request waits for the hub to have seen this revision; -1 for none. */
    long progressWantedAt = -1;

    private long nextId;
    private int owed;

    WatchStream(Call call, Consumer<WatchStream> signal) {
        this.call = call;
        this.signal = signal;
    }

    @Override
    public void onMessage(ByteBuffer message) {
        try {
            if (!requests.offer(WatchRequest.parseFrom(message))) {
                failure = "more requests than asked for";
            }
        } catch (InvalidProtocolBufferException e) {
            failure = "grpc: error unmarshalling request: " + e.getMessage();
        }
        signal();
    }

    @Override
    public void onReady() {
        signal();
    }

    @Override
    public void onCancel() {
        gone = true;
        signal();
    }

    private void signal() {
        if (!signalled.get() && signalled.compareAndSet(false, true)) {
            signal.accept(this);
        }
    }

    /** Lets the client send, and makes the stream known to the hub. */
    void start() {
        call.request(CREDIT);
        signal();
    }

    Call call() {
        return call;
    }

    /** From now on a signal comes again. */
    void takeSignal() {
        signalled.set(false);
    }

    boolean isGone() {
        return gone;
    }

    /** Why the stream can not go on, or null. */
    @Nullable
    String failure() {
        return failure;
    }

    boolean canSend() {
        return !ended && !gone && call.isReady();
    }

    /** The next request, or null. */
    @Nullable
    WatchRequest nextRequest() {
        WatchRequest request = requests.poll();
        owed += request == null ? 0 : 1;
        return request;
    }

    /** Lets the client send as many requests as were served, once it takes the answers. */
    void grant() {
        if (owed > 0 && canSend()) {
            call.request(owed);
            owed = 0;
        }
    }

    /** An id that no watch of this stream has. */
    long newId() {
        while (watchers.containsKey(nextId)) {
            nextId++;
        }
        return nextId++;
    }

    /** Whether progress can be told at a revision: every watch has been told of all before it, and none begins later. */
    boolean isInSync(long revision) {
        if (behind > 0) {
            return false;
        }
        if (horizon > revision && horizonStale) {
            horizonStale = false;
            horizon = 0;
            watchers.values().forEach(watcher -> horizon = Math.max(horizon, watcher.horizon()));
        }
        return horizon <= revision;
    }
}
