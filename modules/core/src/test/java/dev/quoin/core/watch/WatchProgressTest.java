package dev.quoin.core.watch;

import static dev.quoin.core.watch.WatchFixture.LIMITS;
import static dev.quoin.core.watch.WatchFixture.cancelRequest;
import static dev.quoin.core.watch.WatchFixture.createRequest;
import static dev.quoin.core.watch.WatchFixture.events;
import static dev.quoin.core.watch.WatchFixture.key;
import static dev.quoin.core.watch.WatchFixture.progressRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.protocol.rpc.WatchResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How clients learn how far they are. */
class WatchProgressTest {
    private final WatchFixture fixture = new WatchFixture(LIMITS.withProgressInterval(Duration.ofSeconds(10)));
    private final TestCall stream = fixture.stream();

    private void passIntervals(int count) {
        // An interval is up to a tenth longer than configured.
        fixture.simulation().runFor(Duration.ofSeconds(10L * count + count));
    }

    private static void assertProgress(WatchResponse response, long id, long revision) {
        assertThat(response.getWatchId()).isEqualTo(id);
        assertThat(response.getEventsList()).isEmpty();
        assertThat(response.getCreated()).isFalse();
        assertThat(response.getCanceled()).isFalse();
        assertThat(response.getHeader().getRevision()).isEqualTo(revision);
    }

    @Test
    void anIdleWatchThatAskedForItIsToldNowAndThen() {
        fixture.create(stream, key("a").setProgressNotify(true));
        fixture.create(stream, key("a"));
        fixture.put("other", "1");
        fixture.settle();
        passIntervals(1);
        List<WatchResponse> responses = fixture.responses(stream);
        assertThat(responses).hasSize(1);
        assertProgress(responses.getFirst(), 0, 2);
        passIntervals(3);
        assertThat(fixture.responses(stream)).hasSizeGreaterThanOrEqualTo(2).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void aWatchThatGotEventsIsNotToldInTheSameInterval() {
        fixture.create(stream, key("a").setProgressNotify(true));
        fixture.put("a", "1");
        assertThat(fixture.responses(stream)).hasSize(1);
        passIntervals(1);
        assertThat(fixture.responses(stream)).isEmpty();
        passIntervals(1);
        assertThat(fixture.responses(stream)).isNotEmpty();
    }

    @Test
    void aWatchThatIsBehindOrHasNotBegunIsNotTold() {
        fixture.create(stream, key("a").setProgressNotify(true).setStartRevision(5));
        TestCall slow = fixture.stream();
        fixture.create(slow, key("a").setProgressNotify(true));
        slow.slowDown(1);
        fixture.put("a", "2");
        fixture.put("a", "3");
        fixture.settle();
        slow.takeResponses();
        passIntervals(3);
        assertThat(fixture.responses(slow)).isEmpty();
        assertThat(fixture.responses(stream)).isEmpty();
    }

    @Test
    void aWatchThatEndedIsNotToldAndItsStreamCanBeginAnew() {
        fixture.create(stream, key("a").setProgressNotify(true));
        stream.clientSends(cancelRequest(0));
        fixture.responses(stream);
        passIntervals(3);
        assertThat(fixture.responses(stream)).isEmpty();
        fixture.create(stream, key("a").setProgressNotify(true));
        passIntervals(2);
        assertThat(fixture.responses(stream)).isNotEmpty();
        stream.clientCancels();
        fixture.settle();
        passIntervals(3);
    }

    @Test
    void theIntervalIsAtLeastEtcdsShortest() {
        assertThat(LIMITS.withProgressInterval(Duration.ofMillis(1)).progressInterval())
                .isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void aRequestIsAnsweredForTheWholeStreamAfterEveryEarlierEvent() {
        fixture.create(stream, key("a"));
        fixture.create(stream, key("b"));
        fixture.put("a", "1");
        fixture.put("c", "1");
        stream.clientSends(progressRequest());
        List<WatchResponse> responses = fixture.responses(stream);
        assertThat(responses).hasSize(2);
        assertThat(events(responses)).containsExactly("2 put a=1");
        assertProgress(responses.getLast(), -1, 3);
    }

    @Test
    void aRequestWaitsForWatchesThatAreBehind() {
        fixture.create(stream, key("a"));
        stream.slowDown(1);
        for (int i = 0; i < 5; i++) {
            fixture.put("a", Integer.toString(i));
            fixture.settle();
        }
        stream.clientSends(progressRequest());
        assertThat(fixture.responses(stream))
                .as("the first event fills the window")
                .hasSize(1);
        stream.clientReads();
        List<WatchResponse> responses = fixture.responses(stream);
        assertThat(events(responses)).hasSize(4);
        assertProgress(responses.getLast(), -1, 6);
    }

    @Test
    void aRequestWaitsForWhatIsStillOnItsWay() {
        fixture.create(stream, key("a"));
        var revisions = fixture.commit(txn -> WatchFixture.put(txn, "b", "1"));
        stream.clientSends(progressRequest());
        assertThat(fixture.responses(stream))
                .as("the store is at revision 2, but the hub has not seen it")
                .isEmpty();
        fixture.hub.published(revisions);
        assertThat(fixture.responses(stream)).singleElement().satisfies(response -> assertProgress(response, -1, 2));
    }

    @Test
    void aRequestWaitsForAWatchThatHasNotBegunUntilItBeginsOrEnds() {
        fixture.create(stream, key("a"));
        fixture.create(stream, key("a").setStartRevision(4));
        stream.clientSends(progressRequest());
        assertThat(fixture.responses(stream)).isEmpty();
        for (int i = 2; i <= 4; i++) {
            fixture.put("b", "1");
        }
        assertThat(fixture.responses(stream)).singleElement().satisfies(response -> assertProgress(response, -1, 4));
        fixture.create(stream, key("a").setStartRevision(9));
        stream.clientSends(progressRequest());
        stream.clientSends(cancelRequest(2));
        List<WatchResponse> responses = fixture.responses(stream);
        assertThat(responses).hasSize(2);
        assertProgress(responses.getLast(), -1, 4);
    }

    @Test
    void aRequestOnAStreamWithoutWatchesIsNotAnswered() {
        stream.clientSends(progressRequest());
        assertThat(fixture.responses(stream)).isEmpty();
    }

    @Test
    void progressNeverGoesBack() {
        for (int i = 2; i <= 5; i++) {
            fixture.put("a", "1");
        }
        var unseen = fixture.commit(txn -> WatchFixture.put(txn, "a", "6"));
        TestCall other = fixture.stream();
        fixture.create(other, key("b"));
        // Read from the log, this watch gets ahead of what the hub has seen.
        stream.clientSends(createRequest(key("a").setStartRevision(2)));
        var next = fixture.commit(txn -> WatchFixture.put(txn, "a", "7"));
        stream.clientSends(progressRequest());
        List<WatchResponse> before = fixture.responses(stream);
        assertThat(events(before)).last().isEqualTo("7 put a=7");
        assertThat(before).noneMatch(response -> response.getWatchId() == -1);
        fixture.hub.published(unseen);
        fixture.hub.published(next);
        assertThat(fixture.responses(stream)).singleElement().satisfies(response -> assertProgress(response, -1, 7));
    }
}
