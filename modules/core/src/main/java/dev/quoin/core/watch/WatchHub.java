package dev.quoin.core.watch;

import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.CallListener;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.api.transport.StreamHandler;
import dev.quoin.core.answer.EndedStream;
import dev.quoin.core.answer.ResponseHeaders;
import dev.quoin.core.store.RevisionEvents;
import dev.quoin.core.store.Store;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.WatchRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jctools.queues.MpscLinkedQueue;

/**
 * Serves {@code /etcdserverpb.Watch/Watch}. What is applied and what streams ask for is handed to the agent {@code watch}, which owns all watches; the agent
 * {@code watch-log} reads the past for those that are behind. Events of a watch come in the order of revisions, each once, none left out, and those of a revision
 * together; a stream that takes them slowly slows nobody else, and nothing is kept for it but where it stands.
 */
public final class WatchHub implements AutoCloseable {
    /** The wake-up is the only task; nothing else needs room. */
    private static final int INBOX = 4;
    /** After so many streams others get their turn. */
    private static final int STREAMS_A_TURN = 1024;

    private final WatchLimits limits;
    private final Feed feed;
    private final Watchers watchers;
    private final Requests requests;
    private final Live live;
    private final CatchUp catchUp;
    private final Progress progress;
    private final EventResponses events;
    private final Agent agent;
    private final Agent logAgent;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final AtomicInteger open = new AtomicInteger();
    /** Streams with news; each is here once at most, so their number bounds it. */
    private final MpscLinkedQueue<WatchStream> signals = new MpscLinkedQueue<>();

    private volatile boolean closed;
    /** The agent has ended. A stream that is opened now finds this set, or is found by the last look at the signals. */
    private volatile boolean terminated;

    private volatile WatchStats stats = new WatchStats(0, 0, 0, 0);

    /** Starts the agents. The store must be open for as long as the hub is. */
    public WatchHub(Store store, Host host, ResponseHeaders headers, WatchLimits limits, WatchRules rules) {
        this.limits = limits;
        agent = host.startAgent("watch", INBOX, this::afterBatch);
        logAgent = host.startAgent("watch-log", INBOX, () -> {});
        feed = new Feed(limits.feedBatches(), limits.feedBytes());
        Ring ring = new Ring(limits.ringRevisions(), limits.ringBytes());
        watchers = new Watchers(store, feed, ring);
        Responses responses = new Responses(headers);
        events = new EventResponses(responses, limits, store::compacted);
        Outlet outlet = new Outlet(store, watchers, responses, events);
        progress =
                new Progress(agent, store, ring, responses, limits.progressInterval(), host.random("watch-progress"));
        LogReader log = new LogReader(store, limits);
        catchUp = new CatchUp(ring, watchers, outlet, limits, log, logAgent, this::wake);
        live = new Live(store, feed, ring, watchers, outlet, catchUp);
        requests = new Requests(store, ring, limits, watchers, catchUp, outlet, responses, progress, rules);
    }

    /**
     * Takes the revisions of a batch, after its commit and before the next one's. One thread at a time, the apply thread; never blocks, and costs next to nothing
     * while nobody watches. What finds no room here is read from the log later.
     */
    public void published(List<RevisionEvents> revisions) {
        if (feed.offer(revisions)) {
            wake();
        }
    }

    /** Says that the store's content was replaced and what lies between was not published; any thread. */
    public void storeReplaced() {
        feed.lose();
        wake();
    }

    /** The handler of the method, to be offered as bidirectional stream. */
    public StreamHandler handler() {
        return this::open;
    }

    /** Figures as of the hub's last turn. */
    public WatchStats stats() {
        return stats;
    }

    private CallListener open(Call call) {
        if (closed) {
            return EndedStream.with(call, EtcdError.STOPPED);
        }
        if (open.incrementAndGet() > limits.maxStreams()) {
            open.decrementAndGet();
            return EndedStream.with(call, EtcdError.REQUEST_TOO_MANY_REQUESTS);
        }
        WatchStream stream = new WatchStream(call, this::signal);
        stream.start();
        if (terminated) {
            call.close(StatusCode.UNAVAILABLE, EtcdError.STOPPED.text());
        }
        return stream;
    }

    private void signal(WatchStream stream) {
        signals.add(stream);
        wake();
    }

    /** Makes the hub take a turn soon; any thread. */
    private void wake() {
        if (!woken.get() && woken.compareAndSet(false, true)) {
            // Where there is no room a batch of tasks is about to end, and that leads to a turn as well.
            agent.offer(this::turn);
        }
    }

    private void afterBatch() {
        if (woken.get()) {
            turn();
        }
    }

    private void turn() {
        woken.set(false);
        if (closed) {
            List.copyOf(watchers.streams()).forEach(this::stop);
        }
        serveSignals();
        live.turn();
        catchUp.turn();
        progress.turn();
        noteStats();
        if (!signals.isEmpty() || !feed.isEmpty() || catchUp.hasWork()) {
            wake();
        }
    }

    private void noteStats() {
        WatchStats now = new WatchStats(watchers.streams().size(), watchers.count(), watchers.slow(), events.sent());
        if (!now.equals(stats)) {
            stats = now;
        }
    }

    private void serveSignals() {
        WatchStream stream;
        for (int i = 0; i < STREAMS_A_TURN && (stream = signals.poll()) != null; i++) {
            stream.takeSignal();
            if (!stream.ended) {
                serve(stream);
            }
        }
    }

    private void serve(WatchStream stream) {
        watchers.streams().add(stream);
        String failure = stream.failure();
        if (stream.isGone()) {
            end(stream);
        } else if (closed) {
            stop(stream);
        } else if (failure != null) {
            end(stream);
            stream.call().close(StatusCode.INTERNAL, failure);
        } else {
            WatchRequest request;
            while ((request = stream.nextRequest()) != null) {
                requests.serve(stream, request);
            }
            if (stream.canSend()) {
                catchUp.unpark(stream);
            }
            stream.grant();
        }
    }

    private void stop(WatchStream stream) {
        end(stream);
        stream.call().close(StatusCode.UNAVAILABLE, EtcdError.STOPPED.text());
    }

    private void end(WatchStream stream) {
        stream.ended = true;
        List.copyOf(stream.watchers.values()).forEach(watchers::remove);
        if (stream.progressTimer != null) {
            stream.progressTimer.cancel();
        }
        watchers.streams().remove(stream);
        open.decrementAndGet();
    }

    /** Ends all streams in a way that makes clients look for another member, and then the agents. */
    @Override
    public void close() {
        closed = true;
        wake();
        logAgent.close();
        agent.close();
        terminated = true;
        serveSignals();
    }
}
