package dev.quoin.tests.compat.kubernetes;

import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchProgressRequest;
import dev.quoin.protocol.rpc.WatchRequest;
import dev.quoin.protocol.rpc.WatchResponse;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.ApiStream;
import java.util.ArrayList;
import java.util.List;

/** A watch as an apiserver's cache opens it. */
final class Watching implements AutoCloseable {

    private final ApiStream stream;

    Watching(ApiClient client, String prefix, long revision) {
        stream = client.open(EtcdMethods.WATCH);
        stream.send(WatchRequest.newBuilder()
                .setCreateRequest(WatchCreateRequest.newBuilder()
                        .setKey(ApiserverStorage.bytes(prefix))
                        .setRangeEnd(ApiserverStorage.end(prefix))
                        .setStartRevision(revision)
                        .setPrevKv(true)
                        .setProgressNotify(true))
                .build());
        if (!stream.next(WatchResponse.class).getCreated()) {
            throw new AssertionError("the watch was not created");
        }
    }

    List<Event> events(int count) {
        List<Event> events = new ArrayList<>();
        while (events.size() < count) {
            events.addAll(stream.next(WatchResponse.class).getEventsList());
        }
        return events;
    }

    /** Up to which revision every event has come. */
    long progress() {
        stream.send(WatchRequest.newBuilder()
                .setProgressRequest(WatchProgressRequest.getDefaultInstance())
                .build());
        WatchResponse answer = stream.next(WatchResponse.class);
        if (answer.getEventsCount() > 0) {
            throw new AssertionError("an event that was not expected: " + answer);
        }
        return answer.getHeader().getRevision();
    }

    /** The response that ends it. */
    WatchResponse end() {
        WatchResponse answer = stream.next(WatchResponse.class);
        if (!answer.getCanceled()) {
            throw new AssertionError("not the end of the watch: " + answer);
        }
        return answer;
    }

    @Override
    public void close() {
        stream.close();
    }
}
