package dev.quoin.core.backup;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.StorageException;
import dev.quoin.core.bbolt.Rows;
import dev.quoin.core.store.HistoryKey;
import dev.quoin.core.store.KvRecord;
import dev.quoin.core.store.LogRow;
import dev.quoin.core.store.StoreView;
import dev.quoin.core.store.Tables;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rows of {@link KeyBucket}. Holds what one revision changed, without the versions. */
final class KeyRows implements Rows {
    private final StoreView view;
    private final Cursor journal;
    private final KvRecord probe = new KvRecord();
    private final List<Change> changes = new ArrayList<>();
    private boolean begun;
    private boolean on;
    private int at;
    private ByteBuffer key = ByteBuffer.allocate(0);
    private ByteBuffer value = ByteBuffer.allocate(0);

    /** A change; of a row with an overtaken version also that one. */
    private record Change(int sub, LogRow row, boolean overtaken) {}

    KeyRows(StoreView view) {
        this.view = view;
        this.journal = view.backend().sweep(Tables.LOG, null, null);
    }

    @Override
    public boolean next() {
        if (!begun) {
            begun = true;
            on = journal.first();
        }
        at++;
        while (at >= changes.size()) {
            if (!on) {
                return false;
            }
            readRevision();
        }
        show(changes.get(at));
        return true;
    }

    private void readRevision() {
        changes.clear();
        at = 0;
        long revision = LogRow.revision(journal.key());
        while (on && LogRow.revision(journal.key()) == revision) {
            LogRow row = LogRow.read(journal.key(), journal.value());
            LogRow.Overtaken overtaken = row.overtaken();
            // A compaction takes an overtaken version away, as it does in etcd, and leaves the row that carries it.
            if (overtaken != null && revision > view.compacted()) {
                changes.add(new Change(overtaken.sub(), row, true));
            }
            changes.add(new Change(row.sub(), row, false));
            on = journal.next();
        }
        changes.sort(Comparator.comparingInt(Change::sub));
    }

    private void show(Change change) {
        LogRow row = change.row;
        LogRow.Overtaken overtaken = row.overtaken();
        boolean tombstone = row.deletion() && !change.overtaken;
        key = ByteBuffer.wrap(new RevisionKey(row.revision(), change.sub, tombstone).encode());
        if (tombstone) {
            value = ByteBuffer.wrap(KvRecord.encodeTombstone(row.key(), 0));
        } else {
            value = change.overtaken && overtaken != null ? ByteBuffer.wrap(overtaken.record()) : version(row);
        }
    }

    private ByteBuffer version(LogRow row) {
        ByteBuffer head = view.head(row.key());
        if (head != null && probe.read(head).modRevision() == row.revision()) {
            return head;
        }
        ByteBuffer past = view.backend().get(Tables.HISTORY, HistoryKey.of(row.key(), row.revision()));
        if (past == null || !past.hasRemaining()) {
            throw new StorageException(
                    StorageException.Kind.CORRUPT,
                    "table log names revision " + row.revision() + " of a key that has no such version");
        }
        return past;
    }

    @Override
    public ByteBuffer key() {
        return key;
    }

    @Override
    public ByteBuffer value() {
        return value;
    }

    @Override
    public void close() {
        journal.close();
    }
}
