package dev.quoin.core.kv;

import dev.quoin.core.store.KeyRange;
import dev.quoin.core.store.KeyScan;
import dev.quoin.core.store.Keys;
import dev.quoin.core.store.KvRecord;
import dev.quoin.core.store.StoreView;
import dev.quoin.protocol.rpc.Compare;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether the comparisons of a transaction hold. */
final class Comparisons {
    private Comparisons() {}

    static boolean hold(StoreView view, List<Compare> compares) {
        for (Compare compare : compares) {
            if (!holds(view, compare)) {
                return false;
            }
        }
        return true;
    }

    /** Over a range it must hold for every key; where there is no key, for the version that a missing key has in all its numbers: 0. */
    private static boolean holds(StoreView view, Compare compare) {
        KeyRange range = KeyRange.of(
                compare.getKey().toByteArray(), compare.getRangeEnd().toByteArray());
        KvRecord record = new KvRecord();
        if (range.single()) {
            ByteBuffer found = view.head(range.from());
            return found == null ? holdsForNothing(compare) : holdsFor(compare, record.read(found));
        }
        try (KeyScan scan = view.scan(range, view.revision())) {
            if (!scan.next()) {
                return holdsForNothing(compare);
            }
            do {
                if (!holdsFor(compare, record.read(scan.record()))) {
                    return false;
                }
            } while (scan.next());
        }
        return true;
    }

    private static boolean holdsForNothing(Compare compare) {
        return compare.getTarget() != Compare.CompareTarget.VALUE && holdsFor(compare, null);
    }

    private static boolean holdsFor(Compare compare, @Nullable KvRecord found) {
        int order = switch (compare.getTarget()) {
            case VERSION -> Long.compare(found == null ? 0 : found.version(), compare.getVersion());
            case CREATE -> Long.compare(found == null ? 0 : found.createRevision(), compare.getCreateRevision());
            case MOD -> Long.compare(found == null ? 0 : found.modRevision(), compare.getModRevision());
            case LEASE -> Long.compare(found == null ? 0 : found.lease(), compare.getLease());
            case VALUE ->
                Arrays.compareUnsigned(
                        found == null ? Keys.EMPTY : found.value(),
                        compare.getValue().toByteArray());
            case UNRECOGNIZED -> 0;
        };
        return switch (compare.getResult()) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case GREATER -> order > 0;
            case LESS -> order < 0;
            case UNRECOGNIZED -> true;
        };
    }
}
