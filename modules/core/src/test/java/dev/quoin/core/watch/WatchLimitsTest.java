package dev.quoin.core.watch;

import static dev.quoin.core.watch.WatchFixture.LIMITS;
import static dev.quoin.core.watch.WatchFixture.createRequest;
import static dev.quoin.core.watch.WatchFixture.events;
import static dev.quoin.core.watch.WatchFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.transport.StatusCode;
import dev.quoin.protocol.rpc.ResponseHeader;
import dev.quoin.protocol.rpc.WatchResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens at the bounds, and when the server stops. */
class WatchLimitsTest {
    private static final String TOO_MANY = "etcdserver: too many requests";

    private static WatchFixture limited(int streams, int perStream, int watches) {
        return new WatchFixture(new WatchLimits(
                LIMITS.progressInterval(),
                streams,
                perStream,
                watches,
                LIMITS.fragmentBytes(),
                LIMITS.responseBytes(),
                LIMITS.maxResponseBytes(),
                LIMITS.ringRevisions(),
                LIMITS.ringBytes(),
                LIMITS.sweepRevisions(),
                LIMITS.sweepBytes(),
                LIMITS.sweepWatches(),
                LIMITS.feedBatches(),
                LIMITS.feedBytes()));
    }

    @Test
    void tooManyStreamsAreRefusedUntilOneEnds() {
        WatchFixture fixture = limited(2, 9, 9);
        TestCall first = fixture.stream();
        fixture.stream();
        TestCall third = fixture.stream();
        assertThat(third.status()).isEqualTo(StatusCode.RESOURCE_EXHAUSTED);
        assertThat(third.statusText()).isEqualTo(TOO_MANY);
        first.clientCancels();
        fixture.settle();
        assertThat(fixture.stream().status()).isNull();
    }

    @Test
    void tooManyWatchesAreRefused() {
        WatchFixture fixture = limited(9, 2, 3);
        TestCall stream = fixture.stream();
        fixture.create(stream, key("a"));
        fixture.create(stream, key("a"));
        assertThat(fixture.create(stream, key("a"))).containsExactly(tooMany());
        TestCall other = fixture.stream();
        fixture.create(other, key("a"));
        assertThat(fixture.create(other, key("a"))).containsExactly(tooMany());
        stream.clientCancels();
        fixture.settle();
        assertThat(fixture.create(other, key("a"))).hasSize(1).noneMatch(WatchResponse::getCanceled);
    }

    private static WatchResponse tooMany() {
        return WatchResponse.newBuilder()
                .setHeader(ResponseHeader.newBuilder()
                        .setClusterId(WatchFixture.CLUSTER)
                        .setMemberId(WatchFixture.MEMBER)
                        .setRevision(1)
                        .setRaftTerm(WatchFixture.TERM))
                .setWatchId(-1)
                .setCreated(true)
                .setCanceled(true)
                .setCancelReason(TOO_MANY)
                .build();
    }

    @Test
    void aClientThatDoesNotReadItsAnswersMayNotGoOnAsking() {
        WatchFixture fixture = new WatchFixture();
        TestCall stream = fixture.stream();
        stream.slowDown(1);
        for (int i = 0; i < 100; i++) {
            stream.clientSends(createRequest(key("a")));
        }
        fixture.settle();
        assertThat(stream.takeResponses()).hasSize(WatchStream.CREDIT);
        assertThat(stream.waitingRequests()).isEqualTo(100 - WatchStream.CREDIT);
        int answered = WatchStream.CREDIT;
        while (stream.waitingRequests() > 0) {
            stream.clientReads();
            fixture.settle();
            answered += stream.takeResponses().size();
        }
        assertThat(answered).isEqualTo(100);
    }

    @Test
    void stoppingEndsStreamsSoThatClientsGoElsewhere() {
        WatchFixture fixture = new WatchFixture();
        TestCall stream = fixture.stream();
        fixture.create(stream, key("a").setProgressNotify(true));
        TestCall idle = fixture.stream();
        fixture.put("a", "1");
        fixture.hub.close();
        for (TestCall call : List.of(stream, idle, fixture.stream())) {
            assertThat(call.status()).isEqualTo(StatusCode.UNAVAILABLE);
            assertThat(call.statusText()).isEqualTo("etcdserver: server stopped");
        }
        fixture.put("a", "2");
        fixture.settle();
    }

    @Test
    void aClientThatGoesAwayLeavesNothingBehind() {
        WatchFixture fixture = new WatchFixture();
        TestCall stream = fixture.stream();
        fixture.create(stream, key("a"));
        fixture.create(stream, WatchFixture.everything().setProgressNotify(true));
        stream.slowDown(1);
        fixture.put("a", "1");
        fixture.put("a", "2");
        fixture.settle();
        stream.clientCancels();
        fixture.settle();
        assertThat(fixture.hub.stats().streams()).isZero();
        assertThat(fixture.hub.stats().watches()).isZero();
        assertThat(fixture.hub.stats().slowWatches()).isZero();
        fixture.put("a", "3");
        TestCall next = fixture.stream();
        assertThat(events(fixture.create(next, key("a").setStartRevision(2))))
                .containsExactly("2 put a=1", "3 put a=2", "4 put a=3");
    }

    @Test
    void limitsAreChecked() {
        assertThatThrownBy(() -> limited(0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxStreams must be positive, but is 0");
    }
}
