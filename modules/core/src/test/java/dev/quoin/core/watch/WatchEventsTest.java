package dev.quoin.core.watch;

import static dev.quoin.core.watch.WatchFixture.delete;
import static dev.quoin.core.watch.WatchFixture.events;
import static dev.quoin.core.watch.WatchFixture.everything;
import static dev.quoin.core.watch.WatchFixture.key;
import static dev.quoin.core.watch.WatchFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.protocol.rpc.WatchCreateRequest.FilterType;
import dev.quoin.protocol.rpc.WatchResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which events come, in which form, together with which others. */
class WatchEventsTest {
    private final WatchFixture fixture = new WatchFixture();
    private final TestCall stream = fixture.stream();

    @Test
    void eventsCarryTheWholeVersion() {
        fixture.create(stream, key("a"));
        fixture.put("a", "1");
        fixture.put("a", "2");
        fixture.delete("a");
        List<WatchResponse> responses = fixture.responses(stream);
        assertThat(events(responses)).containsExactly("2 put a=1", "3 put a=2", "4 delete a");
        var second = responses.stream()
                .flatMap(response -> response.getEventsList().stream())
                .toList()
                .get(1);
        assertThat(second.getKv().getCreateRevision()).isEqualTo(2);
        assertThat(second.getKv().getVersion()).isEqualTo(2);
        assertThat(second.hasPrevKv()).isFalse();
    }

    @Test
    void theVersionBeforeComesToThoseWhoAskedForIt() {
        fixture.put("a", "0");
        TestCall plain = fixture.stream();
        fixture.create(plain, key("a"));
        fixture.create(stream, everything().setPrevKv(true));
        fixture.put("a", "1");
        fixture.put("b", "1");
        fixture.delete("a");
        assertThat(events(fixture.responses(stream)))
                .containsExactly("3 put a=1 (before 0)", "4 put b=1", "5 delete a (before 1)");
        assertThat(events(fixture.responses(plain))).containsExactly("3 put a=1", "5 delete a");
    }

    @Test
    void filteredEventsDoNotCome() {
        fixture.create(stream, key("a").addFilters(FilterType.NOPUT));
        TestCall puts = fixture.stream();
        fixture.create(puts, key("a").addFilters(FilterType.NODELETE));
        TestCall nothing = fixture.stream();
        fixture.create(nothing, key("a").addFilters(FilterType.NODELETE).addFilters(FilterType.NOPUT));
        fixture.put("a", "1");
        fixture.delete("a");
        assertThat(events(fixture.responses(stream))).containsExactly("3 delete a");
        assertThat(events(fixture.responses(puts))).containsExactly("2 put a=1");
        assertThat(fixture.responses(nothing)).isEmpty();
    }

    @Test
    void whatHappenedInOneRevisionComesTogetherAndInOrder() {
        fixture.put("c", "0");
        fixture.create(stream, everything().setPrevKv(true));
        fixture.apply(txn -> {
            put(txn, "z", "1");
            delete(txn, "c");
            put(txn, "a", "1");
        });
        assertThat(fixture.responses(stream)).singleElement().satisfies(response -> {
            assertThat(events(List.of(response))).containsExactly("3 put z=1", "3 delete c (before 0)", "3 put a=1");
            assertThat(response.getHeader().getRevision()).isEqualTo(3);
        });
    }

    @Test
    void aBatchOfSeveralRevisionsIsOneResponseWhoseHeaderIsTheLastEventsRevision() {
        fixture.create(stream, key("a"));
        fixture.apply(txn -> {
            put(txn, "a", "1");
            txn.endRequest();
            put(txn, "a", "2");
            txn.endRequest();
            put(txn, "other", "1");
        });
        assertThat(fixture.responses(stream)).singleElement().satisfies(response -> {
            assertThat(events(List.of(response))).containsExactly("2 put a=1", "3 put a=2");
            assertThat(response.getHeader().getRevision()).isEqualTo(3);
        });
    }

    @Test
    void everyWatchOfAStreamGetsItsOwnResponse() {
        fixture.create(stream, key("a"));
        fixture.create(stream, key("a"));
        fixture.create(stream, everything());
        fixture.put("a", "1");
        assertThat(fixture.responses(stream))
                .extracting(WatchResponse::getWatchId)
                .containsExactlyInAnyOrder(0L, 1L, 2L);
    }

    @Test
    void largeAndSmallEventsKeepTheirOrder() {
        String large = "x".repeat(3000);
        fixture.create(stream, everything());
        fixture.apply(txn -> {
            put(txn, "a", "1");
            put(txn, "b", large);
            put(txn, "c", large);
            put(txn, "d", "1");
            put(txn, "e", large);
        });
        assertThat(events(fixture.responses(stream)))
                .containsExactly("2 put a=1", "2 put b=" + large, "2 put c=" + large, "2 put d=1", "2 put e=" + large);
    }

    @Test
    void manySmallEventsOfOneRevisionStayTogether() {
        fixture.create(stream, everything());
        String value = "x".repeat(500);
        fixture.apply(txn -> {
            for (int i = 0; i < 1000; i++) {
                put(txn, "key" + i, value);
            }
        });
        assertThat(fixture.responses(stream))
                .singleElement()
                .satisfies(response -> assertThat(response.getEventsList()).hasSize(1000));
    }

    private void assertHubSleepsThrough(Runnable write) {
        long before = fixture.simulation().fingerprint();
        write.run();
        fixture.settle();
        assertThat(fixture.simulation().fingerprint()).as("no agent has run").isEqualTo(before);
    }

    @Test
    void aPutReachesThoseWhoWatchItsKeyAmongMany() {
        for (int i = 0; i < 10_000; i++) {
            stream.clientSends(WatchFixture.createRequest(key("key" + i)));
        }
        assertThat(fixture.responses(stream)).hasSize(10_000);
        fixture.put("key77", "1");
        assertThat(fixture.responses(stream))
                .singleElement()
                .satisfies(response -> assertThat(response.getWatchId()).isEqualTo(77));
    }

    @Test
    void nothingIsPreparedWhileNobodyWatches() {
        fixture.settle();
        assertHubSleepsThrough(() -> fixture.put("a", "1"));
        fixture.create(stream, key("a"));
        stream.clientSends(WatchFixture.cancelRequest(0));
        fixture.settle();
        assertHubSleepsThrough(() -> fixture.put("a", "2"));
        assertThat(events(fixture.create(stream, key("a").setStartRevision(2))))
                .containsExactly("2 put a=1", "3 put a=2");
        fixture.put("a", "3");
        assertThat(events(fixture.responses(stream))).containsExactly("4 put a=3");
        assertThat(fixture.hub.stats()).isEqualTo(new WatchStats(1, 1, 0, 3));
    }
}
