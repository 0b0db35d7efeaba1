package dev.quoin.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.core.store.Event;
import dev.quoin.core.store.RevisionEvents;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stays in memory, and what may wait on the way to the hub. */
class RingTest {
    private static RevisionEvents revision(long number, int bytes) {
        return new RevisionEvents(number, List.of(new Event(false, new byte[1], new byte[bytes], null)));
    }

    private static void add(Ring ring, long number, int bytes) {
        ring.add(new SharedRevision(revision(number, bytes)));
        ring.trim();
    }

    @Test
    void theRingHoldsAsManyRevisionsAsItMay() {
        Ring ring = new Ring(100, 1 << 20);
        ring.restart(4);
        assertThat(ring.first()).isEqualTo(5);
        for (long number = 5; number <= 500; number++) {
            add(ring, number, 10);
            assertThat(ring.last()).isEqualTo(number);
            assertThat(ring.first()).isEqualTo(Math.max(5, number - 99));
            for (long held = ring.first(); held <= number; held++) {
                assertThat(ring.get(held).revision()).isEqualTo(held);
            }
        }
        ring.restart(1000);
        assertThat(ring.first()).isEqualTo(1001);
    }

    @Test
    void theRingHoldsAsManyBytesAsItMay() {
        Ring ring = new Ring(1000, 30_000);
        for (long number = 1; number <= 20; number++) {
            add(ring, number, 5000);
        }
        assertThat(ring.first())
                .as("an event counts twice, as stored and as sent")
                .isEqualTo(19);
        add(ring, 21, 100_000);
        assertThat(ring.first()).as("one that is too large alone is not kept").isEqualTo(22);
        add(ring, 22, 5000);
        assertThat(ring.get(22).revision()).isEqualTo(22);
    }

    @Test
    void theFeedTakesNothingWhileItIsClosed() {
        Feed feed = new Feed(4, 1 << 20);
        assertThat(feed.offer(List.of(revision(2, 10)))).isFalse();
        feed.open();
        assertThat(feed.offer(List.of())).isFalse();
        assertThat(feed.offer(List.of(revision(3, 10)))).isTrue();
        feed.close();
        assertThat(feed.poll()).isNull();
        assertThat(feed.isEmpty()).isTrue();
    }

    @Test
    void theFeedHoldsAsManyBytesAsItMayAndAtLeastOneBatch() {
        Feed feed = new Feed(1024, 25_000);
        feed.open();
        for (long number = 1; number <= 5; number++) {
            assertThat(feed.offer(List.of(revision(number, 5000)))).isTrue();
        }
        assertThat(feed.takeLost()).isTrue();
        assertThat(feed.takeLost()).isFalse();
        assertThat(feed.poll()).hasSize(1);
        assertThat(feed.poll()).hasSize(1);
        assertThat(feed.poll()).isNull();
        feed.offer(List.of(revision(6, 100_000)));
        assertThat(feed.takeLost()).isFalse();
        assertThat(feed.poll()).hasSize(1);
    }

    @Test
    void theFeedHoldsAsManyBatchesAsItMay() {
        Feed feed = new Feed(4, 1 << 20);
        feed.open();
        for (long number = 1; number <= 4; number++) {
            feed.offer(List.of(revision(number, 10)));
        }
        assertThat(feed.takeLost()).isFalse();
        feed.offer(List.of(revision(5, 10)));
        assertThat(feed.takeLost()).isTrue();
    }
}
