package dev.quoin.core.corruption;

import dev.quoin.core.store.KeyHash;
import dev.quoin.core.store.StoreView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hashes that clients were told of single revisions. A compaction at such a revision changes what a hash of it would be from then on, so the former one
 * goes on being told, with the compacted revision that it was computed at. Safe for use by any thread.
 */
public final class ToldHashes {
    private static final int KEPT = 10;

    private final Map<Long, KeyHash.Result> told = new LinkedHashMap<>();

    /**
     * The hash at a revision.
     *
     * @param asked the revision, 0 for the present
     * @throws dev.quoin.core.answer.RequestException when it is compacted or in the future
     */
    public KeyHash.Result of(StoreView view, long asked) {
        KeyHash.Result former = asked > 0 && asked == view.compacted() ? find(asked) : null;
        if (former != null) {
            return former;
        }
        KeyHash.Result computed = KeyHash.of(view, asked);
        keep(computed);
        return computed;
    }

    private synchronized KeyHash.@Nullable Result find(long revision) {
        return told.get(revision);
    }

    private synchronized void keep(KeyHash.Result result) {
        told.remove(result.revision());
        told.put(result.revision(), result);
        if (told.size() > KEPT) {
            told.remove(told.keySet().iterator().next());
        }
    }

    /** Another state has taken the place of the one whose hashes these are. */
    public synchronized void storeReplaced() {
        told.clear();
    }
}
