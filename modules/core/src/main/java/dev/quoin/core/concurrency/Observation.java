package dev.quoin.core.concurrency;

import com.google.protobuf.ByteString;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.CallListener;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.core.answer.Answers;
import dev.quoin.core.answer.Decoding;
import dev.quoin.protocol.election.LeaderRequest;
import dev.quoin.protocol.election.LeaderResponse;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.mvcc.Event.EventType;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.protocol.rpc.ResponseHeader;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchResponse;
import java.nio.ByteBuffer;

/** One client that follows an election: it gets the leader now, every value that the leader proclaims, and every later leader. */
final class Observation implements CallListener {
    /** A client that reads slower than its election changes is cut off instead of being remembered for. */
    private static final int MOST_UNREAD = 1_000;

    private final LocalApi api;
    private final Call call;
    private ByteString prefix = ByteString.EMPTY;
    private Runnable stopWatching = () -> {};
    private int unread;
    private boolean over;

    Observation(LocalApi api, Call call) {
        this.api = api;
        this.call = call;
        call.request(1);
    }

    @Override
    public void onMessage(ByteBuffer message) {
        try {
            prefix = Requests.prefix(
                    Decoding.parse(() -> LeaderRequest.parseFrom(message)).getName());
            look();
        } catch (IllegalArgumentException e) {
            Answers.fail(call, e);
        }
    }

    private void look() {
        api.ask(
                call,
                EtcdMethods.KV_RANGE,
                Requests.oldest(prefix),
                RangeResponse.parser(),
                this::found,
                // As in etcd, the stream ends when its election can not be read any more.
                (code, text) -> end());
    }

    private void found(RangeResponse oldest) {
        long revision = oldest.getHeader().getRevision();
        if (oldest.getKvsCount() == 0) {
            watch(
                    WatchCreateRequest.newBuilder()
                            .setKey(prefix)
                            .setRangeEnd(Requests.end(prefix))
                            .setStartRevision(revision),
                    this::firstCandidate);
        } else {
            follow(oldest.getHeader(), oldest.getKvs(0));
        }
    }

    private boolean firstCandidate(ResponseHeader header, Event event) {
        if (event.getType() != EventType.PUT) {
            return false;
        }
        stop();
        KeyValue first = event.getKv();
        follow(header.toBuilder().setRevision(first.getModRevision()).build(), first);
        return true;
    }

    private void follow(ResponseHeader header, KeyValue leader) {
        tell(header, leader);
        watch(
                WatchCreateRequest.newBuilder().setKey(leader.getKey()).setStartRevision(header.getRevision() + 1),
                this::changed);
    }

    private boolean changed(ResponseHeader header, Event event) {
        if (event.getType() == EventType.DELETE) {
            stop();
            look();
            return true;
        }
        tell(header, event.getKv());
        return false;
    }

    private void watch(WatchCreateRequest.Builder request, Taker taker) {
        stopWatching = api.watch(call, request.build(), response -> take(response, taker));
    }

    private void take(WatchResponse response, Taker taker) {
        if (over) {
            return;
        }
        for (Event event : response.getEventsList()) {
            if (taker.take(response.getHeader(), event)) {
                return;
            }
        }
        if (response.getCanceled()) {
            end();
        }
    }

    private void tell(ResponseHeader header, KeyValue leader) {
        unread = call.isReady() ? 0 : unread + 1;
        if (unread > MOST_UNREAD) {
            end();
            return;
        }
        call.send(ByteBuffer.wrap(LeaderResponse.newBuilder()
                .setHeader(header)
                .setKv(leader)
                .build()
                .toByteArray()));
    }

    private void stop() {
        stopWatching.run();
        stopWatching = () -> {};
    }

    private void end() {
        if (!over) {
            over = true;
            stop();
            call.close(StatusCode.OK, "");
        }
    }

    @Override
    public void onCancel() {
        over = true;
        stop();
    }

    /** Takes an event; true when the watch has ended with it. */
    private interface Taker {
        boolean take(ResponseHeader header, Event event);
    }
}
