package dev.quoin.core.watch;

import static dev.quoin.core.watch.WatchFixture.LIMITS;
import static dev.quoin.core.watch.WatchFixture.everything;
import static dev.quoin.core.watch.WatchFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Large responses, in pieces and whole. */
class WatchFragmentTest {
    private static final int FRAGMENT = 2000;
    private static final WatchLimits SMALL = new WatchLimits(
            LIMITS.progressInterval(), 10, 10, 10, FRAGMENT, 1000, 20_000, 100, 1 << 20, 100, 1 << 20, 10, 10, 1 << 20);

    private final WatchFixture fixture = new WatchFixture(SMALL);

    private List<WatchResponse> responsesTo(WatchCreateRequest.Builder request, int events, int size) {
        TestCall stream = fixture.stream();
        fixture.create(stream, request);
        fixture.apply(txn -> {
            for (int i = 0; i < events; i++) {
                put(txn, "key" + i, "x".repeat(size));
            }
        });
        return fixture.responses(stream);
    }

    @Test
    void aRevisionIsSplitWhereTheWatchAllowsIt() {
        List<WatchResponse> responses = responsesTo(everything().setFragment(true), 20, 400);
        assertThat(responses).hasSizeGreaterThan(1);
        assertThat(responses.subList(0, responses.size() - 1)).allMatch(WatchResponse::getFragment);
        assertThat(responses.getLast().getFragment()).isFalse();
        assertThat(responses).allSatisfy(response -> {
            assertThat(response.getSerializedSize()).isLessThan(FRAGMENT);
            assertThat(response.getHeader().getRevision()).isEqualTo(2);
        });
        assertThat(responses.subList(0, responses.size() - 1))
                .as("no room is wasted")
                .allSatisfy(response -> assertThat(response.getSerializedSize()
                                + responses.getLast().getEvents(0).getSerializedSize()
                                + 3)
                        .isGreaterThanOrEqualTo(FRAGMENT));
        assertThat(WatchFixture.events(responses)).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void anEventIsNeverSplit() {
        List<WatchResponse> responses = responsesTo(everything().setFragment(true), 3, 2500);
        assertThat(responses)
                .hasSize(3)
                .allSatisfy(response -> assertThat(response.getEventsList()).hasSize(1));
        assertThat(responses).extracting(WatchResponse::getFragment).containsExactly(true, true, false);
    }

    @Test
    void aSmallResponseIsNotSplit() {
        assertThat(responsesTo(everything().setFragment(true), 4, 400)).hasSize(1);
        assertThat(responsesTo(everything().setFragment(true), 1, 5000)).hasSize(1);
    }

    @Test
    void otherWatchesGetARevisionWholeHoweverLargeItIs() {
        assertThat(responsesTo(everything(), 20, 400)).singleElement().satisfies(response -> {
            assertThat(response.getEventsList()).hasSize(20);
            assertThat(response.getFragment()).isFalse();
        });
    }

    @Test
    void severalRevisionsAreSeparatedWhereItIsEnoughForAResponse() {
        TestCall stream = fixture.stream();
        fixture.create(stream, everything());
        fixture.apply(txn -> {
            for (int i = 0; i < 6; i++) {
                put(txn, "a", "x".repeat(600));
                put(txn, "b", "x".repeat(10));
                txn.endRequest();
            }
        });
        List<WatchResponse> responses = fixture.responses(stream);
        assertThat(responses)
                .hasSize(3)
                .allSatisfy(response -> assertThat(response.getEventsList()).hasSize(4));
        assertThat(responses)
                .extracting(response -> response.getHeader().getRevision())
                .containsExactly(3L, 5L, 7L);
    }

    @Test
    void aRevisionThatNoResponseCanHoldEndsTheWatch() {
        TestCall split = fixture.stream();
        fixture.create(split, everything().setFragment(true));
        assertThat(responsesTo(everything(), 60, 400)).singleElement().satisfies(response -> {
            assertThat(response.getCanceled()).isTrue();
            assertThat(response.getCancelReason()).contains("too large");
        });
        assertThat(WatchFixture.events(fixture.responses(split))).hasSize(60);
        assertThat(fixture.hub.stats().watches()).isEqualTo(1);
    }
}
