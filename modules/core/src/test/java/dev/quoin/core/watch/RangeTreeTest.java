package dev.quoin.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.core.store.KeyRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The index and the interest against a list that is searched from end to end. */
class RangeTreeTest {
    private final Random random = new Random(42);
    private final WatcherIndex index = new WatcherIndex();
    private final List<Watcher> all = new ArrayList<>();

    private byte[] key() {
        byte[] key = new byte[1 + random.nextInt(2)];
        for (int i = 0; i < key.length; i++) {
            // Bytes on both sides of the sign, and zeros.
            key[i] = (byte) (random.nextInt(6) * 50);
        }
        return key;
    }

    private Watcher watcher() {
        byte[][] ends = {new byte[0], new byte[] {0}, key(), key(), key()};
        KeyRange range;
        do {
            range = KeyRange.of(key(), ends[random.nextInt(ends.length)]);
        } while (range.isEmpty());
        return new Watcher(
                new WatchStream(new TestCall(), stream -> {}),
                0,
                range,
                new Watcher.Options(false, false, false, false, false));
    }

    @Test
    void findsExactlyThoseThatWantAKey() {
        for (int step = 0; step < 5000; step++) {
            if (random.nextInt(100) < (step < 3000 ? 60 : 40) || all.isEmpty()) {
                Watcher added = watcher();
                index.add(added);
                all.add(added);
            } else {
                index.remove(all.remove(random.nextInt(all.size())));
            }
            byte[] key = key();
            assertThat(found(key)).isEqualTo(expected(key));
        }
        all.forEach(index::remove);
        all.clear();
        assertThat(found(key())).isEmpty();
    }

    private Set<Watcher> found(byte[] key) {
        Set<Watcher> found = new HashSet<>();
        index.find(key, list -> {
            for (int i = 0; i < list.size(); i++) {
                assertThat(found.add(list.get(i))).as("found once").isTrue();
            }
        });
        return found;
    }

    private Set<Watcher> expected(byte[] key) {
        Set<Watcher> expected = new HashSet<>();
        for (Watcher watcher : all) {
            if (watcher.range().contains(key)) {
                expected.add(watcher);
            }
        }
        return expected;
    }

    @Test
    void interestIncludesExactlyWhatAnyWants() {
        for (int round = 0; round < 500; round++) {
            all.clear();
            for (int i = random.nextInt(6); i >= 0; i--) {
                all.add(watcher());
            }
            Interest interest = new Interest(all);
            for (int i = 0; i < 20; i++) {
                byte[] key = key();
                assertThat(interest.includes(key)).isEqualTo(!expected(key).isEmpty());
            }
        }
    }
}
