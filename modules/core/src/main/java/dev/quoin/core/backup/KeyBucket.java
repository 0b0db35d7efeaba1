package dev.quoin.core.backup;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.Table;
import dev.quoin.core.bbolt.BucketSource;
import dev.quoin.core.bbolt.Rows;
import dev.quoin.core.store.HistoryKey;
import dev.quoin.core.store.KvRecord;
import dev.quoin.core.store.LogRow;
import dev.quoin.core.store.StoreView;
import dev.quoin.core.store.Tables;
import java.nio.ByteBuffer;

/**
 * etcd's bucket {@code key}: all versions of all keys in the order of revisions. The revision table gives the order,
 * and names the place of each version. How much there is follows from the tables of versions, which are swept in their
 * own order.
 */
final class KeyBucket implements BucketSource {
    private final StoreView view;
    private final Size size;

    KeyBucket(StoreView view) {
        this.view = view;
        Measure measure = new Measure();
        measure.heads();
        measure.history();
        measure.overtaken();
        this.size = new Size(measure.rows, measure.bytes, RevisionKey.TOMBSTONE_SIZE);
    }

    @Override
    public byte[] name() {
        return EtcdBuckets.KEY;
    }

    @Override
    public Size size() {
        return size;
    }

    @Override
    public Rows open() {
        return new KeyRows(view);
    }

    /** Sums up what each table will give to the bucket. */
    private final class Measure {
        private long rows;
        private long bytes;

        private interface Row {
            void at(ByteBuffer key, ByteBuffer value);
        }

        private void sweep(Table table, Row row) {
            try (Cursor cursor = view.backend().sweep(table, null, null)) {
                for (boolean on = cursor.first(); on; on = cursor.next()) {
                    row.at(cursor.key(), cursor.value());
                }
            }
        }

        private void add(int keySize, int valueSize) {
            rows++;
            bytes += keySize + valueSize;
        }

        void heads() {
            sweep(Tables.HEAD, (key, value) -> add(RevisionKey.SIZE, value.remaining()));
        }

        void history() {
            sweep(Tables.HISTORY, (key, value) -> {
                if (value.hasRemaining()) {
                    add(RevisionKey.SIZE, value.remaining());
                } else {
                    byte[] tombstone = KvRecord.encodeTombstone(HistoryKey.userKey(key), 0);
                    add(RevisionKey.TOMBSTONE_SIZE, tombstone.length);
                }
            });
        }

        void overtaken() {
            sweep(Tables.LOG, (key, value) -> {
                if (LogRow.isOvertaken(value)) {
                    add(RevisionKey.SIZE, value.remaining());
                }
            });
        }
    }
}
