package dev.quoin.consensus.raft.algorithm.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is on its way to a follower, against a plain queue. */
class InflightsTest {
    private record Sent(long lastIndex, long bytes) {}

    @Test
    void ringBehavesLikeAQueue() {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            int maxMessages = 1 + random.nextInt(20);
            long maxBytes = 1 + random.nextInt(500);
            Inflights ring = new Inflights(maxMessages, maxBytes);
            Deque<Sent> model = new ArrayDeque<>();
            long index = 0;
            for (int i = 0; i < 100; i++) {
                boolean full = model.size() == maxMessages
                        || model.stream().mapToLong(Sent::bytes).sum() >= maxBytes;
                assertThat(ring.full()).isEqualTo(full);
                assertThat(ring.count()).isEqualTo(model.size());
                if (!full && random.nextInt(3) > 0) {
                    index += 1 + random.nextInt(3);
                    long bytes = random.nextInt(60);
                    ring.add(index, bytes);
                    model.add(new Sent(index, bytes));
                } else {
                    long freed = index - random.nextInt(12);
                    ring.freeUpTo(freed);
                    model.removeIf(sent -> sent.lastIndex() <= freed);
                }
            }
        }
    }

    @Test
    void fullOneTakesNothing() {
        Inflights ring = new Inflights(1, Long.MAX_VALUE);
        ring.add(1, 1);
        assertThatThrownBy(() -> ring.add(2, 1)).isInstanceOf(IllegalStateException.class);
        ring.reset();
        assertThat(ring.count()).isZero();
        ring.add(2, 1);
        assertThat(ring.full()).isTrue();
    }

    @Test
    void largeLimitCostsNothingUntilItIsUsed() {
        Inflights ring = new Inflights(Integer.MAX_VALUE, Long.MAX_VALUE);
        for (int i = 1; i <= 100; i++) {
            ring.add(i, 1);
        }
        assertThat(ring.count()).isEqualTo(100);
        assertThat(ring.copy().count()).isEqualTo(100);
    }
}
