package dev.quoin.core.store;

import dev.quoin.api.storage.Cursor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A past revision: the head table, where its version is old enough, merged with the history. Both tables are in the order of user keys, so each is walked
 * once; the history is sought only for keys that have one.
 */
final class PastScan implements KeyScan {
    private final long revision;
    private final Cursor head;
    private final Cursor history;
    private final KvRecord headRecord = new KvRecord();
    private byte @Nullable [] headKey;
    private byte @Nullable [] historyKey;
    private ByteBuffer record = ByteBuffer.allocate(0);
    private boolean begun;
    /** The record found is the head's own, so its cursor must not move before the record was used. */
    private boolean headHeld;

    PastScan(StoreView.Cursors cursors, KeyRange range, long revision) {
        this.revision = revision;
        head = cursors.open(Tables.HEAD, range.from(), range.to());
        byte[] to = range.to();
        history = cursors.open(
                Tables.HISTORY, HistoryKey.lowerBound(range.from()), to == null ? null : HistoryKey.lowerBound(to));
    }

    @Override
    public boolean next() {
        step();
        while (headKey != null || historyKey != null) {
            if (comesFirst(headKey, historyKey) ? tryHead() : tryHistory()) {
                return true;
            }
        }
        return false;
    }

    private void step() {
        if (!begun) {
            begun = true;
            headKey = head.first() ? Keys.copy(head.key()) : null;
            historyKey = history.first() ? HistoryKey.userKey(history.key()) : null;
        } else if (headHeld) {
            headHeld = false;
            advanceHead();
        }
    }

    private static boolean comesFirst(byte @Nullable [] head, byte @Nullable [] history) {
        return head != null && (history == null || Arrays.compareUnsigned(head, history) <= 0);
    }

    /** The head's key is the smallest, and may have a history too. */
    private boolean tryHead() {
        byte[] key = Objects.requireNonNull(headKey);
        boolean old = headRecord.read(head.value()).modRevision() <= revision;
        if (old) {
            record = head.value();
            headHeld = true;
            if (Arrays.equals(key, historyKey)) {
                skipHistory(key);
            }
            return true;
        }
        advanceHead();
        return Arrays.equals(key, historyKey) && tryHistory();
    }

    /** The history's key is the smallest, and has no version in the head that is old enough. */
    private boolean tryHistory() {
        byte[] key = historyKey;
        if (key == null) {
            return false;
        }
        byte[] bound = HistoryKey.lowerBound(key);
        boolean found = history.seek(HistoryKey.of(key, revision)) && HistoryKey.belongsTo(history.key(), bound);
        boolean alive = found && history.value().hasRemaining();
        if (alive) {
            record = ByteBuffer.wrap(Keys.copy(history.value()));
        }
        skipHistory(key);
        if (Arrays.equals(key, headKey)) {
            advanceHead();
        }
        return alive;
    }

    private void advanceHead() {
        headKey = head.next() ? Keys.copy(head.key()) : null;
    }

    private void skipHistory(byte[] key) {
        // Behind the last row of the key, the one of revision 0, which does not exist.
        historyKey = history.seek(HistoryKey.of(key, 0)) ? HistoryKey.userKey(history.key()) : null;
    }

    @Override
    public ByteBuffer record() {
        return record;
    }

    @Override
    public void close() {
        head.close();
        history.close();
    }
}
