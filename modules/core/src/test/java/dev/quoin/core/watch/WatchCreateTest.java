package dev.quoin.core.watch;

import static dev.quoin.core.watch.WatchFixture.cancelRequest;
import static dev.quoin.core.watch.WatchFixture.events;
import static dev.quoin.core.watch.WatchFixture.everything;
import static dev.quoin.core.watch.WatchFixture.key;
import static dev.quoin.core.watch.WatchFixture.range;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.protocol.rpc.ResponseHeader;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchRequest;
import dev.quoin.protocol.rpc.WatchResponse;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client is told when it creates and cancels watches. */
class WatchCreateTest {
    private final WatchFixture fixture = new WatchFixture();
    private final TestCall stream = fixture.stream();

    private static ResponseHeader header(long revision) {
        return ResponseHeader.newBuilder()
                .setClusterId(WatchFixture.CLUSTER)
                .setMemberId(WatchFixture.MEMBER)
                .setRevision(revision)
                .setRaftTerm(WatchFixture.TERM)
                .build();
    }

    private static WatchResponse.Builder response(long revision, long id) {
        return WatchResponse.newBuilder().setHeader(header(revision)).setWatchId(id);
    }

    private List<WatchResponse> create(WatchCreateRequest.Builder request) {
        return fixture.create(stream, request);
    }

    private static WatchResponse refused(long revision, String reason) {
        return response(revision, -1)
                .setCreated(true)
                .setCanceled(true)
                .setCancelReason(reason)
                .build();
    }

    @Test
    void aNewWatchIsToldItsIdAndThePresentRevision() {
        assertThat(create(key("a")))
                .containsExactly(response(1, 0).setCreated(true).build());
        fixture.put("a", "1");
        assertThat(events(fixture.responses(stream))).containsExactly("2 put a=1");
        assertThat(create(key("a")))
                .containsExactly(response(2, 1).setCreated(true).build());
    }

    @Test
    void idsAreGivenInOrderAndStepOverThoseThatAreTaken() {
        assertThat(create(key("a").setWatchId(1)).getFirst().getWatchId()).isEqualTo(1);
        assertThat(create(key("b")).getFirst().getWatchId()).isEqualTo(0);
        assertThat(create(key("c")).getFirst().getWatchId()).isEqualTo(2);
        assertThat(create(key("d").setWatchId(77)).getFirst().getWatchId()).isEqualTo(77);
        assertThat(create(key("e")).getFirst().getWatchId()).isEqualTo(3);
    }

    @Test
    void anIdThatIsTakenIsRefusedUntilItsWatchEnds() {
        create(key("a").setWatchId(5));
        assertThat(create(key("b").setWatchId(5)))
                .containsExactly(refused(1, "mvcc: duplicate watch ID provided on the WatchStream"));
        stream.clientSends(cancelRequest(5));
        assertThat(fixture.responses(stream))
                .containsExactly(response(1, 5).setCanceled(true).build());
        assertThat(create(key("b").setWatchId(5)))
                .containsExactly(response(1, 5).setCreated(true).build());
    }

    @Test
    void idsOfOtherStreamsDoNotMatter() {
        create(key("a").setWatchId(5));
        TestCall other = fixture.stream();
        assertThat(fixture.create(other, key("a").setWatchId(5)))
                .containsExactly(response(1, 5).setCreated(true).build());
    }

    @Test
    void aRangeThatHoldsNoKeyIsRefused() {
        WatchResponse refused = refused(1, "mvcc: watcher range is empty");
        assertThat(create(range("b", "a"))).containsExactly(refused);
        assertThat(create(range("a", "a"))).containsExactly(refused);
        assertThat(create(WatchCreateRequest.newBuilder().setRangeEnd(ByteString.copyFrom(new byte[] {0, 0}))))
                .as("an empty key stands for the smallest, which lies before this end")
                .containsExactly(response(1, 0).setCreated(true).build());
    }

    @Test
    void aNegativeStartIsRefusedAsCompacted() {
        assertThat(create(key("a").setStartRevision(-1)))
                .containsExactly(refused(1, "etcdserver: mvcc: required revision has been compacted"));
    }

    @Test
    void cancellingEndsAWatchAndOnlyThatOne() {
        create(key("a"));
        create(key("a"));
        stream.clientSends(cancelRequest(0));
        fixture.put("a", "1");
        List<WatchResponse> responses = fixture.responses(stream);
        assertThat(responses.getFirst())
                .as("the header tells the store's revision, the reason is the client's own")
                .isEqualTo(response(2, 0).setCanceled(true).build());
        assertThat(responses.subList(1, responses.size()))
                .singleElement()
                .satisfies(events -> assertThat(events.getWatchId()).isEqualTo(1));
    }

    @Test
    void cancellingWhatDoesNotExistIsNotAnswered() {
        create(key("a"));
        stream.clientSends(cancelRequest(9));
        stream.clientSends(WatchRequest.getDefaultInstance());
        assertThat(fixture.responses(stream)).isEmpty();
        fixture.put("a", "1");
        assertThat(events(fixture.responses(stream))).containsExactly("2 put a=1");
    }

    @Test
    void rangesFollowTheConventionsOfTheApi() {
        create(key("b").setWatchId(1));
        create(range("b", "c").setWatchId(2));
        create(range("b", "\0").setWatchId(3));
        create(everything().setWatchId(4));
        for (String key : List.of("a", "b", "bb", "c")) {
            fixture.put(key, "1");
        }
        List<WatchResponse> responses = fixture.responses(stream);
        assertThat(eventsOf(1, responses)).containsExactly("3 put b=1");
        assertThat(eventsOf(2, responses)).containsExactly("3 put b=1", "4 put bb=1");
        assertThat(eventsOf(3, responses)).containsExactly("3 put b=1", "4 put bb=1", "5 put c=1");
        assertThat(eventsOf(4, responses)).containsExactly("2 put a=1", "3 put b=1", "4 put bb=1", "5 put c=1");
    }

    private static List<String> eventsOf(long id, List<WatchResponse> responses) {
        return events(responses.stream()
                .filter(response -> response.getWatchId() == id)
                .toList());
    }

    @Test
    void aStreamGoesOnWhenTheClientSendsNoMore() {
        create(key("a"));
        stream.clientHalfCloses();
        fixture.put("a", "1");
        assertThat(events(fixture.responses(stream))).containsExactly("2 put a=1");
        assertThat(stream.status()).isNull();
    }

    @Test
    void rubbishEndsTheStream() {
        create(key("a"));
        stream.clientSends(ByteBuffer.wrap(new byte[] {(byte) 0xFF, 1, 2}));
        fixture.settle();
        assertThat(stream.status()).isEqualTo(StatusCode.INTERNAL);
        assertThat(stream.statusText()).startsWith("grpc: error unmarshalling request: ");
        assertThat(fixture.hub.stats().streams()).isZero();
        assertThat(fixture.hub.stats().watches()).isZero();
    }
}
