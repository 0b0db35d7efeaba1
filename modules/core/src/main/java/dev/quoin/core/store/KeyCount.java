package dev.quoin.core.store;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.Table;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Answers how many keys a range has without visiting them all: whole blocks by their counts, the blocks at the edges by a scan. At a past revision the present
 * number is taken and what has happened since is taken back, as long as that is less work than a scan.
 */
final class KeyCount {
    private KeyCount() {}

    /** The number of keys in a range at a checked revision of a view. */
    static long of(StoreView view, KeyRange range, long revision) {
        if (range.isEmpty()) {
            return 0;
        }
        long now = atHead(view.backend(), range.from(), range.to());
        long since = view.revision() - revision;
        if (since <= 0) {
            return now;
        }
        return since < now + BlockCounts.MAX_KEYS
                ? now - changeSince(view.backend(), range, revision)
                : scan(view, range, revision);
    }

    private static long scan(StoreView view, KeyRange range, long revision) {
        long count = 0;
        try (KeyScan all = view.scan(range, revision)) {
            while (all.next()) {
                count++;
            }
        }
        return count;
    }

    private static long atHead(ReadView view, byte[] from, byte @Nullable [] to) {
        try (Cursor blocks = view.cursor(Tables.COUNT, null, null)) {
            boolean on = blocks.seek(BlockCounts.row(from));
            if (!on || isBehind(BlockCounts.firstKey(blocks.key()), to)) {
                return rows(view, Tables.HEAD, from, to);
            }
            byte[] whole = BlockCounts.firstKey(blocks.key());
            long count = rows(view, Tables.HEAD, from, whole);
            while (true) {
                long inBlock = blocks.value().getLong(blocks.value().position());
                byte[] first = BlockCounts.firstKey(blocks.key());
                on = blocks.next();
                if (to != null && (!on || isBehind(BlockCounts.firstKey(blocks.key()), to))) {
                    return count + rows(view, Tables.HEAD, first, to);
                }
                count += inBlock;
                if (!on) {
                    return count;
                }
            }
        }
    }

    private static boolean isBehind(byte[] key, byte @Nullable [] to) {
        return to != null && Arrays.compareUnsigned(key, to) > 0;
    }

    private static long rows(ReadView view, Table table, byte[] from, byte @Nullable [] to) {
        if (to != null && Arrays.compareUnsigned(from, to) >= 0) {
            return 0;
        }
        long count = 0;
        try (Cursor keys = view.cursor(table, from, to)) {
            for (boolean on = keys.first(); on; on = keys.next()) {
                count++;
            }
        }
        return count;
    }

    /** How many more keys there are than at a revision. */
    private static long changeSince(ReadView view, KeyRange range, long revision) {
        long change = 0;
        try (Cursor rows = view.cursor(Tables.LOG, LogRow.lowerBound(revision + 1), null)) {
            for (boolean on = rows.first(); on; on = rows.next()) {
                LogRow row = LogRow.read(rows.key(), rows.value());
                if (range.contains(row.key())) {
                    change += change(row);
                }
            }
        }
        return change;
    }

    private static int change(LogRow row) {
        LogRow.Overtaken overtaken = row.overtaken();
        int before = overtaken != null && overtaken.creation() ? 1 : 0;
        return before + (row.deletion() ? -1 : row.creation() ? 1 : 0);
    }
}
