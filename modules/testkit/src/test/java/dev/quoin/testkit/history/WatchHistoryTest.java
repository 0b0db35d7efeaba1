package dev.quoin.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.WatchResponse;
import org.junit.jupiter.api.Test;

class WatchHistoryTest {
    private final Fed fed = new Fed();
    private final WatchHistory watch = watch(false);

    private WatchHistory watch(boolean previous) {
        return new WatchHistory("w", fed.ledger, fed.violations, new KeySpan("a", "c"), 1, previous);
    }

    @Test
    void rightEventsAreFine() {
        fed.puts("a", "x", "b").deletes("a");
        watch.received(events(event(2)));
        assertThat(watch.isComplete()).isFalse();
        watch.received(progress(3));
        watch.received(events(event(4), deletion(5)));
        assertThat(watch.isComplete()).isTrue();
        assertThat(watch.next()).isEqualTo(6);
        assertThat(watch.events()).isEqualTo(3);
        assertThat(fed.found).isEmpty();
    }

    @Test
    void eventLeftOutIsFound() {
        fed.puts("a", "b", "a");
        watch.received(events(event(2), event(4)));
        assertThat(fed.found).singleElement().asString().contains("revision 4").contains("due was revision 3");
    }

    @Test
    void eventTwiceIsFound() {
        fed.puts("a", "b");
        watch.received(events(event(2)));
        watch.received(events(event(2), event(3)));
        assertThat(fed.found).hasSize(1);
    }

    @Test
    void eventsOutOfOrderAreFound() {
        fed.puts("a", "b");
        watch.received(events(event(3), event(2)));
        assertThat(fed.found).isNotEmpty();
    }

    @Test
    void eventOfAnotherKeyIsFound() {
        fed.puts("x");
        watch.received(events(event(2)));
        assertThat(fed.found).singleElement().asString().contains("due was nothing");
    }

    @Test
    void halfARevisionIsFound() {
        fed.puts("a", "b");
        fed.commit(InternalRaftRequest.newBuilder()
                .setDeleteRange(DeleteRangeRequest.newBuilder()
                        .setKey(ByteString.copyFromUtf8("a"))
                        .setRangeEnd(ByteString.copyFromUtf8("c")))
                .build());
        watch.received(events(event(2), event(3)));
        watch.received(events(deletion(4)));
        assertThat(fed.found).singleElement().asString().contains("was told nothing of: revision 4 deletes b");
    }

    @Test
    void progressThatOvertakesAnEventIsFound() {
        fed.puts("a");
        watch.received(progress(2));
        assertThat(fed.found).singleElement().asString().contains("was told nothing of: revision 2");
    }

    @Test
    void revisionThatNobodyAppliedIsFound() {
        watch.received(progress(2));
        assertThat(fed.found).singleElement().asString().contains("which nobody has applied");
    }

    @Test
    void versionBeforeIsCompared() {
        fed.puts("a", "a");
        WatchHistory careful = watch(true);
        careful.received(events(event(2)));
        careful.received(events(event(3).toBuilder().setPrevKv(fed.version(2)).build()));
        assertThat(fed.found).isEmpty();
        watch(true).received(events(event(2), event(3)));
        watch.received(
                events(event(2), event(3).toBuilder().setPrevKv(fed.version(2)).build()));
        assertThat(fed.found).hasSize(2);
    }

    @Test
    void cancellationMustBeForWhatWasCompacted() {
        fed.puts("a", "a").compacts(3);
        watch.received(cancelled(3));
        assertThat(fed.found).isEmpty();
        assertThat(watch.next()).isEqualTo(3);
        watch.received(cancelled(3));
        watch.received(cancelled(4));
        assertThat(fed.found).hasSize(2);
    }

    private Event event(long revision) {
        return Event.newBuilder().setKv(fed.version(revision)).build();
    }

    private Event deletion(long revision) {
        return event(revision).toBuilder().setType(Event.EventType.DELETE).build();
    }

    private static WatchResponse events(Event... events) {
        WatchResponse.Builder response = WatchResponse.newBuilder();
        for (Event event : events) {
            response.addEvents(event);
        }
        return response.build();
    }

    private static WatchResponse progress(long revision) {
        return WatchResponse.newBuilder().setHeader(Fed.header(revision)).build();
    }

    private static WatchResponse cancelled(long compacted) {
        return WatchResponse.newBuilder()
                .setCanceled(true)
                .setCompactRevision(compacted)
                .build();
    }
}
