package dev.quoin.core.watch;

import static dev.quoin.core.watch.WatchFixture.LIMITS;
import static dev.quoin.core.watch.WatchFixture.cancelRequest;
import static dev.quoin.core.watch.WatchFixture.delete;
import static dev.quoin.core.watch.WatchFixture.events;
import static dev.quoin.core.watch.WatchFixture.everything;
import static dev.quoin.core.watch.WatchFixture.key;
import static dev.quoin.core.watch.WatchFixture.put;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.core.store.HistoryKey;
import dev.quoin.core.store.Tables;
import dev.quoin.protocol.rpc.WatchResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Watches that begin in the past or in the future, fall behind, or are overtaken by a compaction. */
class WatchPastTest {
    private static final WatchLimits SMALL = new WatchLimits(
            LIMITS.progressInterval(), 10, 100, 100, 1000, 400, 1 << 20, 8, 1 << 20, 5, 2000, 3, 4, 1 << 20);

    private WatchFixture fixture = new WatchFixture();

    private static List<String> puts(int from, int to) {
        List<String> texts = new ArrayList<>();
        for (int revision = from; revision <= to; revision++) {
            texts.add(revision + " put a=" + revision);
        }
        return texts;
    }

    /** Puts that make these revisions. */
    private void putThrough(int revision) {
        while (fixture.store.revision() < revision) {
            fixture.put("a", Long.toString(fixture.store.revision() + 1));
        }
    }

    @Test
    void aWatchBeginsWithTheRevisionItAsksFor() {
        putThrough(6);
        TestCall stream = fixture.stream();
        List<WatchResponse> responses = fixture.create(stream, key("a").setStartRevision(4));
        assertThat(responses.getFirst().getCreated()).isTrue();
        assertThat(events(responses)).isEqualTo(puts(4, 6));
        assertThat(responses.getLast().getHeader().getRevision()).isEqualTo(6);
        putThrough(7);
        assertThat(events(fixture.responses(stream))).isEqualTo(puts(7, 7));
    }

    @Test
    void theHeaderOfAResponseAboutThePastTellsUpToWhereTheWatchIsComplete() {
        putThrough(4);
        fixture.put("other", "1");
        TestCall stream = fixture.stream();
        List<WatchResponse> responses = fixture.create(stream, key("a").setStartRevision(2));
        assertThat(responses.getLast().getHeader().getRevision()).isEqualTo(5);
    }

    @Test
    void pastEventsHaveTheFormOfPresentOnes() {
        fixture.apply(txn -> {
            put(txn, "b", "1");
            put(txn, "a", "1");
        });
        fixture.apply(txn -> {
            delete(txn, "a");
            put(txn, "b", "2");
        });
        fixture.put("a", "3");
        TestCall stream = fixture.stream();
        assertThat(events(
                        fixture.create(stream, everything().setStartRevision(2).setPrevKv(true))))
                .containsExactly(
                        "2 put b=1", "2 put a=1", "3 delete a (before 1)", "3 put b=2 (before 1)", "4 put a=3");
    }

    @Test
    void aWatchMayBeginInTheFuture() {
        TestCall stream = fixture.stream();
        fixture.create(stream, key("a").setStartRevision(4));
        putThrough(5);
        assertThat(events(fixture.responses(stream))).isEqualTo(puts(4, 5));
    }

    @Test
    void aWatchMayBeginAtTheCompactedRevisionButNotBefore() {
        putThrough(6);
        fixture.compact(4);
        TestCall stream = fixture.stream();
        assertThat(events(fixture.create(stream, key("a").setStartRevision(4).setPrevKv(true))))
                .as("what the compacted revision replaced is gone")
                .containsExactly("4 put a=4", "5 put a=5 (before 4)", "6 put a=6 (before 5)");
        List<WatchResponse> refused =
                fixture.create(stream, key("a").setStartRevision(3).setWatchId(7));
        assertThat(refused).hasSize(2);
        assertThat(refused.get(0).getCreated()).isTrue();
        assertThat(refused.get(0).getCanceled()).isFalse();
        assertThat(refused.get(0).getWatchId()).isEqualTo(7);
        assertThat(refused.get(1).getCanceled()).isTrue();
        assertThat(refused.get(1).getCreated()).isFalse();
        assertThat(refused.get(1).getWatchId()).isEqualTo(7);
        assertThat(refused.get(1).getCompactRevision()).isEqualTo(4);
        assertThat(refused.get(1).getCancelReason()).isEmpty();
        assertThat(refused.get(1).getHeader().getRevision()).isZero();
        assertThat(fixture.hub.stats().watches()).isEqualTo(1);
    }

    @Test
    void aSlowStreamKeepsNothingWaitingAndCatchesUpFromMemoryWhenItReads() {
        TestCall slow = fixture.stream();
        TestCall fast = fixture.stream();
        fixture.create(slow, key("a"));
        fixture.create(fast, key("a"));
        slow.slowDown(100);
        putThrough(200);
        assertThat(events(fixture.responses(fast))).isEqualTo(puts(2, 200));
        assertThat(fixture.hub.stats().slowWatches()).isEqualTo(1);
        List<String> seen = readAll(slow);
        assertThat(seen).isEqualTo(puts(2, 200));
        assertThat(fixture.hub.stats().slowWatches()).isZero();
    }

    @Test
    void aSlowStreamCatchesUpFromTheLogWhenMemoryDoesNotReachBackFarEnough() {
        fixture = new WatchFixture(SMALL);
        TestCall slow = fixture.stream();
        fixture.create(slow, key("a"));
        slow.slowDown(100);
        putThrough(100);
        assertThat(readAll(slow)).isEqualTo(puts(2, 100));
        assertThat(slow.mostUnread()).as("one response beyond the window").isLessThan(1000);
        putThrough(101);
        slow.clientReads();
        assertThat(events(fixture.responses(slow))).isEqualTo(puts(101, 101));
    }

    @Test
    void manyWatchesOfASlowStreamFillItsWindowNoFurtherThanOne() {
        for (WatchLimits limits : List.of(LIMITS, SMALL)) {
            fixture = new WatchFixture(limits);
            TestCall slow = fixture.stream();
            for (int i = 0; i < 20; i++) {
                fixture.create(slow, key("a"));
            }
            slow.slowDown(100);
            putThrough(30);
            assertThat(readAll(slow)).hasSize(20 * 29);
            assertThat(slow.mostUnread())
                    .as("the window and one response that begins within it")
                    .isLessThan(100 + (limits == SMALL ? 1000 : 2000));
        }
    }

    private List<String> readAll(TestCall stream) {
        List<String> seen = new ArrayList<>();
        List<String> read;
        do {
            read = events(fixture.responses(stream));
            seen.addAll(read);
            stream.clientReads();
        } while (!read.isEmpty());
        return seen;
    }

    @Test
    void whatFoundNoRoomOnItsWayToTheHubIsReadFromTheLog() {
        fixture = new WatchFixture(SMALL);
        TestCall stream = fixture.stream();
        fixture.create(stream, key("a"));
        TestCall late = fixture.stream();
        fixture.create(late, key("a").setStartRevision(40));
        // The hub has no turn in between, and its feed holds four batches.
        for (int revision = 2; revision <= 50; revision++) {
            fixture.put("a", Integer.toString(revision));
        }
        assertThat(events(fixture.responses(stream))).isEqualTo(puts(2, 50));
        assertThat(events(fixture.responses(late))).isEqualTo(puts(40, 50));
        putThrough(51);
        assertThat(events(fixture.responses(stream))).isEqualTo(puts(51, 51));
    }

    @Test
    void aBatchThatWasNeverPublishedIsNoticedWithTheNextOne() {
        TestCall stream = fixture.stream();
        fixture.create(stream, key("a"));
        putThrough(2);
        fixture.commit(txn -> put(txn, "a", "3"));
        putThrough(4);
        assertThat(events(fixture.responses(stream))).isEqualTo(puts(2, 4));
    }

    @Test
    void aStoreThatWasReplacedIsReadFromItsLog() {
        TestCall stream = fixture.stream();
        fixture.create(stream, key("a"));
        fixture.commit(txn -> put(txn, "a", "2"));
        fixture.hub.storeReplaced();
        assertThat(events(fixture.responses(stream))).isEqualTo(puts(2, 2));
        putThrough(3);
        assertThat(events(fixture.responses(stream))).isEqualTo(puts(3, 3));
    }

    @Test
    void compactionEndsAWatchThatIsBehindAndOutOfMemorysReach() {
        fixture = new WatchFixture(SMALL);
        TestCall slow = fixture.stream();
        fixture.create(slow, key("a"));
        slow.slowDown(1);
        putThrough(2);
        assertThat(events(fixture.responses(slow))).isEqualTo(puts(2, 2));
        putThrough(40);
        assertThat(fixture.responses(slow)).isEmpty();
        fixture.compact(30);
        slow.clientReads();
        assertThat(fixture.responses(slow)).singleElement().satisfies(response -> {
            assertThat(response.getCanceled()).isTrue();
            assertThat(response.getCompactRevision()).isEqualTo(30);
        });
        assertThat(fixture.hub.stats().watches()).isZero();
    }

    @Test
    void aWatchThatMemoryStillServesSurvivesACompaction() {
        TestCall slow = fixture.stream();
        fixture.create(slow, key("a"));
        slow.slowDown(1);
        putThrough(40);
        fixture.settle();
        fixture.compact(40);
        assertThat(readAll(slow)).isEqualTo(puts(2, 40));
    }

    @Test
    void manyWatchesCatchUpTogetherWhereverTheyBegin() {
        fixture = new WatchFixture(SMALL);
        putThrough(60);
        List<TestCall> streams = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            TestCall stream = fixture.stream();
            stream.clientSends(WatchFixture.createRequest(key("a").setStartRevision(2 + i * 6L)));
            streams.add(stream);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(events(fixture.responses(streams.get(i)))).isEqualTo(puts(2 + i * 6, 60));
        }
    }

    @Test
    void aWatchThatIsCancelledWhileItsPastIsReadIsNotToldMore() {
        putThrough(10);
        TestCall stream = fixture.stream();
        stream.clientSends(WatchFixture.createRequest(key("a").setStartRevision(2)));
        stream.clientSends(cancelRequest(0));
        List<WatchResponse> responses = fixture.responses(stream);
        assertThat(responses.getLast().getCanceled()).isTrue();
        assertThat(fixture.hub.stats())
                .isEqualTo(new WatchStats(1, 0, 0, fixture.hub.stats().eventsSent()));
        assertThat(fixture.create(stream, key("a"))).hasSize(1);
    }

    @Test
    void aDamagedPastEndsOnlyThoseWatchesThatWantIt() {
        putThrough(5);
        fixture.commit(txn -> txn.tables().delete(Tables.HISTORY, HistoryKey.of("a".getBytes(UTF_8), 3)));
        TestCall stream = fixture.stream();
        fixture.create(stream, key("b"));
        List<WatchResponse> responses = fixture.create(stream, key("a").setStartRevision(2));
        assertThat(responses.getLast().getCanceled()).isTrue();
        assertThat(responses.getLast().getCancelReason()).contains("the log names revision 3");
        fixture.put("b", "1");
        assertThat(events(fixture.responses(stream))).containsExactly("6 put b=1");
    }
}
