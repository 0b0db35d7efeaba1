package dev.quoin.testkit.storage;

import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.Table;
import dev.quoin.api.storage.WriteTxn;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/**
 * A sequence of commits that follows from a seed alone, so that the state after each is known to whoever knows the
 * index.
 */
final class CrashScript {
    private static final int KEYS = 200;
    private static final int MAX_WRITES = 30;
    private static final int MAX_VALUE = 2000;

    private final long seed;
    private final NavigableMap<String, String> one = new TreeMap<>();
    private final NavigableMap<String, String> two = new TreeMap<>();
    private long index;

    CrashScript(long seed) {
        this.seed = seed;
    }

    /** The state after the commit with an index. */
    static CrashScript at(long seed, long index) {
        CrashScript script = new CrashScript(seed);
        while (script.index < index) {
            script.step(null);
        }
        return script;
    }

    NavigableMap<String, String> table(Table table) {
        return table.equals(StorageFixture.ONE) ? one : two;
    }

    long index() {
        return index;
    }

    /** Commits the next step. */
    void commitNext(StorageBackend backend) {
        try (WriteTxn txn = backend.begin()) {
            step(txn);
            txn.commit(index);
        }
    }

    private void step(@org.jspecify.annotations.Nullable WriteTxn txn) {
        index++;
        Random random = new Random(seed * 1_000_003 + index);
        for (int i = random.nextInt(MAX_WRITES); i >= 0; i--) {
            String key = "k" + random.nextInt(KEYS);
            boolean remove = random.nextInt(4) == 0;
            String value = index + ":" + "x".repeat(random.nextInt(MAX_VALUE));
            // always both tables, so that half a commit shows
            for (Table table : List.of(StorageFixture.ONE, StorageFixture.TWO)) {
                if (remove) {
                    table(table).remove(key);
                } else {
                    table(table).put(key, value);
                }
                if (txn != null && remove) {
                    txn.delete(table, Records.bytes(key));
                } else if (txn != null) {
                    Records.put(txn, table, key, value);
                }
            }
        }
    }
}
