package dev.quoin.tests.compat.api;

import com.google.protobuf.Message;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.rpc.WatchCancelRequest;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchProgressRequest;
import dev.quoin.protocol.rpc.WatchRequest;
import dev.quoin.protocol.rpc.WatchResponse;
import dev.quoin.tests.harness.ApiStream;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;

/** One stream of watches, and what is said on it. */
final class WatchTalk implements AutoCloseable {

    private final Conversation conversation;
    private final ApiStream stream;

    WatchTalk(Conversation conversation, ApiStream stream) {
        this.conversation = conversation;
        this.stream = stream;
    }

    /** Creates a watch and notes the answer. */
    WatchTalk create(WatchCreateRequest.Builder request) {
        send(WatchRequest.newBuilder().setCreateRequest(request).build());
        return answer("create watch " + Texts.of(request.build()));
    }

    /** Cancels a watch and notes the answer. */
    WatchTalk cancel(long id) {
        cancelUnanswered(id);
        return answer("cancel watch " + id);
    }

    /** Cancels a watch that is not there, which nobody answers. */
    WatchTalk cancelUnanswered(long id) {
        return send(WatchRequest.newBuilder()
                .setCancelRequest(WatchCancelRequest.newBuilder().setWatchId(id))
                .build());
    }

    /** Asks for progress and notes the answer. */
    WatchTalk progress() {
        send(WatchRequest.newBuilder()
                .setProgressRequest(WatchProgressRequest.getDefaultInstance())
                .build());
        return answer("watch progress");
    }

    WatchTalk send(Message request) {
        stream.send(request);
        return this;
    }

    /** Notes the next response as it is. */
    WatchTalk answer(String title) {
        try {
            conversation.note(title, Texts.of(stream.next(WatchResponse.class)));
        } catch (StatusRuntimeException e) {
            conversation.note(title, Conversation.error(e.getStatus()));
        }
        return this;
    }

    /** Notes so many events of one watch, however many responses they come in. */
    WatchTalk events(int count) {
        List<Event> events = new ArrayList<>();
        while (events.size() < count) {
            events.addAll(stream.next(WatchResponse.class).getEventsList());
        }
        conversation.note("watch events", events);
        return this;
    }

    /** Notes how so many events come in fragments, all of one revision. */
    WatchTalk fragments(int count) {
        List<Event> events = new ArrayList<>();
        List<Boolean> more = new ArrayList<>();
        while (events.size() < count) {
            WatchResponse response = stream.next(WatchResponse.class);
            events.addAll(response.getEventsList());
            more.add(response.getFragment());
        }
        boolean onlyLastIsWhole = more.indexOf(false) == more.size() - 1;
        conversation.note("watch fragments", events);
        conversation.note(
                "watch fragment flags",
                "several: " + (more.size() > 1) + ", all but the last say more: " + onlyLastIsWhole);
        return this;
    }

    @Override
    public void close() {
        stream.close();
    }
}
