package dev.quoin.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.testkit.storage.memory.MemoryBackendProvider;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts by blocks against counts of a set, over random keys, with blocks that are split and emptied all the time. */
class BlockCountsTest {
    private static final int MAX_KEYS = 4;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void countsAreThoseOfTheKeys(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
        MemoryBackendProvider provider = new MemoryBackendProvider();
        try (StorageBackend backend =
                provider.open(provider.configSpec().read(Map.of()), new StorageBackendContext(folder, Tables.ALL))) {
            for (int batch = 1; batch < 60; batch++) {
                change(backend, batch, random, keys);
                compare(backend, random, keys);
            }
        }
    }

    private static void change(StorageBackend backend, int batch, SplittableRandom random, TreeSet<byte[]> keys) {
        boolean shrinking = batch % 10 > 6;
        try (var txn = backend.begin()) {
            BlockCounts counts = new BlockCounts(txn, MAX_KEYS);
            for (int i = 0; i < 30; i++) {
                byte[] key = key(random);
                if (random.nextInt(10) < (shrinking ? 2 : 8)) {
                    if (keys.add(key)) {
                        txn.put(Tables.HEAD, key, Keys.EMPTY);
                        counts.created(key);
                    }
                } else if (keys.remove(key)) {
                    txn.delete(Tables.HEAD, key);
                    counts.deleted(key);
                }
            }
            counts.flush();
            counts.close();
            txn.commit(batch);
        }
    }

    private static void compare(StorageBackend backend, SplittableRandom random, TreeSet<byte[]> keys) {
        try (StoreView view = new StoreView(backend.openView(), 1, -1)) {
            for (int i = 0; i < 20; i++) {
                byte[] from = key(random);
                byte[] to = key(random);
                KeyRange range = new KeyRange(from, to, false);
                int expected = range.isEmpty() ? 0 : keys.subSet(from, to).size();
                assertThat(view.count(range, 1)).isEqualTo(expected);
                assertThat(view.count(new KeyRange(from, null, false), 1))
                        .isEqualTo(keys.tailSet(from).size());
            }
        }
    }

    private static byte[] key(SplittableRandom random) {
        byte[] key = new byte[1 + random.nextInt(2)];
        random.nextBytes(key);
        key[0] &= 7;
        return key;
    }
}
