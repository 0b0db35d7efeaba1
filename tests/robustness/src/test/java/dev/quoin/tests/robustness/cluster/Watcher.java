package dev.quoin.tests.robustness.cluster;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchRequest;
import dev.quoin.protocol.rpc.WatchResponse;
import dev.quoin.tests.harness.ApiStream;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Watches everything on one member, from a revision on, and goes on behind what it has when the stream breaks. */
final class Watcher {
    private static final ByteString ALL = ByteString.copyFrom(new byte[1]);

    private final Member member;
    private final List<String> events = new ArrayList<>();
    private long last;

    Watcher(Member member, long after) {
        this.member = member;
        this.last = after;
    }

    /** The last revision that it has whole. */
    synchronized long last() {
        return last;
    }

    /** All that it was told so far: of each event the revision and a sum of the whole, since there may be very many. */
    synchronized List<String> events() {
        return List.copyOf(events);
    }

    /** Watches until the stream breaks. */
    void watch() {
        if (!member.isUp()) {
            Thread.onSpinWait();
            return;
        }
        try (MemberClient client = member.client();
                ApiStream watch = client.api().open(EtcdMethods.WATCH)) {
            watch.send(WatchRequest.newBuilder()
                    .setCreateRequest(WatchCreateRequest.newBuilder()
                            .setKey(ALL)
                            .setRangeEnd(ALL)
                            .setPrevKv(true)
                            .setStartRevision(last() + 1))
                    .build());
            while (!Thread.currentThread().isInterrupted()) {
                note(watch.next(WatchResponse.class));
            }
        } catch (StatusRuntimeException e) {
            // The member went; the next watch goes on where this one ended.
        }
    }

    private synchronized void note(WatchResponse response) {
        if (response.getCanceled()) {
            throw new AssertionError(member + " cancelled the watch behind revision " + last + ": " + response);
        }
        for (Event event : response.getEventsList()) {
            if (event.getKv().getModRevision() <= last) {
                throw new AssertionError(member + " told once more, after revision " + last + ": " + event);
            }
            CRC32C sum = new CRC32C();
            sum.update(event.toByteArray());
            events.add(event.getKv().getModRevision() + " " + Long.toHexString(sum.getValue()));
        }
        if (response.getEventsCount() > 0) {
            // The events of a revision come in one response.
            last = response.getEvents(response.getEventsCount() - 1).getKv().getModRevision();
        }
    }
}
