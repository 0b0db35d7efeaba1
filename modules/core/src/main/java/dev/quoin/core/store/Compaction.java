package dev.quoin.core.store;

import dev.quoin.api.host.Clock;
import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.WriteTxn;

/**
 * Removes what a compaction gave up, in small steps between which others write. It walks only the log's rows since the last compaction: each
 * row there names the version that it superseded, and a deletion before the compacted revision leaves nothing. Steps are idempotent, so a crash
 * costs at most a walk from the last finished compaction.
 */
public final class Compaction {
    private final Store store;
    private final int rowsAStep;
    private final Clock clock;
    private long stepBegan;
    private long stepNanos;
    private byte[] position;
    private long upTo;

    /** Removes in steps of some rows of the log. */
    public Compaction(Store store, int rowsAStep, Clock clock) {
        this.store = store;
        this.rowsAStep = rowsAStep;
        this.clock = clock;
        this.upTo = store.compacted();
        this.position = LogRow.lowerBound(Math.max(0, store.compactedDone()));
    }

    /** Whether something is left to do. */
    public boolean isPending() {
        return store.compacted() > store.compactedDone();
    }

    /** Does a step if one is left; true when no more is. */
    public boolean step() {
        if (!isPending()) {
            return true;
        }
        upTo = store.compacted();
        boolean done = store.removalStep(new Step());
        stepNanos = clock.nanoTime() - stepBegan;
        return done && !isPending();
    }

    /** How long the last step kept others from writing, in nanoseconds. */
    public long stepNanos() {
        return stepNanos;
    }

    /** One step, run by the store inside a transaction. */
    final class Step {
        long upTo() {
            return upTo;
        }

        /** True when all rows up to the compacted revision have been seen. */
        boolean run(WriteTxn txn) {
            stepBegan = clock.nanoTime();
            try (Cursor rows = txn.cursor(Tables.LOG, position, LogRow.lowerBound(upTo + 1))) {
                boolean on = rows.first();
                for (int seen = 0; on && seen < rowsAStep; seen++) {
                    LogRow row = LogRow.read(rows.key(), rows.value());
                    position = Keys.after(Keys.copy(rows.key()));
                    removeBefore(txn, row);
                    removeDeletion(txn, row);
                    on = rows.next();
                }
                if (!on) {
                    // The next compaction begins with the revision where this one ended: a deletion there was kept.
                    position = LogRow.lowerBound(upTo);
                }
                return !on;
            }
        }

        private void removeBefore(WriteTxn txn, LogRow row) {
            if (row.previous() != 0 && row.revision() > store.compactedDone()) {
                txn.delete(Tables.HISTORY, HistoryKey.of(row.key(), row.previous()));
                txn.delete(Tables.LOG, LogRow.key(row.previous(), row.key()));
            }
        }

        private void removeDeletion(WriteTxn txn, LogRow row) {
            if (row.deletion() && row.revision() < upTo) {
                txn.delete(Tables.HISTORY, HistoryKey.of(row.key(), row.revision()));
                txn.delete(Tables.LOG, LogRow.key(row.revision(), row.key()));
            }
        }
    }
}
