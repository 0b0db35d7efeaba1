package dev.quoin.benchmarks.layout;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.Table;
import dev.quoin.api.storage.WriteTxn;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A way to keep versions. Keys here have one length and no zero bytes, so no escaping is needed; a version is its revision (8 bytes), the number of the version (8)
 * and the value.
 */
interface Layout {
    /** All tables that any layout uses. */
    List<Table> TABLES = List.of(new Table(0, "first"), new Table(1, "second"), new Table(2, "log"));

    Table LOG = TABLES.get(2);

    void put(WriteTxn txn, byte[] key, long revision, byte[] value);

    /** Reads the first keys in order as of a revision; the bytes read. */
    long list(ReadView view, int keys, long revision);

    /** Removes what was superseded up to a revision, of the rows of the log from one revision on; the revision to go on with. */
    long compact(WriteTxn txn, long from, long upTo, int rows);

    /** The latest version apart from the others: one lookup finds it, and a list at the head is one scan. */
    final class HeadAndHistory implements Layout {
        private static final Table HEAD = TABLES.get(0);
        private static final Table HISTORY = TABLES.get(1);

        @Override
        public void put(WriteTxn txn, byte[] key, long revision, byte[] value) {
            ByteBuffer old = txn.get(HEAD, key);
            long version = 1;
            long previous = 0;
            if (old != null) {
                byte[] before = Rows.copy(old);
                previous = Rows.revision(before);
                version = Rows.version(before) + 1;
                txn.put(HISTORY, Rows.versionKey(key, previous), before);
            }
            txn.put(HEAD, key, Rows.record(revision, version, value));
            txn.put(LOG, Rows.logKey(revision, key), Rows.logValue(previous));
        }

        @Override
        public long list(ReadView view, int keys, long revision) {
            long bytes = 0;
            try (Cursor head = view.cursor(HEAD, null, null);
                    Cursor history = view.cursor(HISTORY, null, null)) {
                boolean on = head.first();
                for (int i = 0; i < keys && on; i++) {
                    ByteBuffer value = head.value();
                    if (value.getLong(value.position()) > revision) {
                        value = history.seek(Rows.versionKey(Rows.copy(head.key()), revision))
                                ? history.value()
                                : value;
                    }
                    bytes += Rows.copy(value).length;
                    on = head.next();
                }
            }
            return bytes;
        }

        @Override
        public long compact(WriteTxn txn, long from, long upTo, int rows) {
            return Rows.walk(txn, from, upTo, rows, HISTORY);
        }
    }

    /** All versions in one table, the newest first: less is written, and a list at the head steps over what is superseded. */
    final class OneTable implements Layout {
        private static final Table VERSIONS = TABLES.get(0);

        @Override
        public void put(WriteTxn txn, byte[] key, long revision, byte[] value) {
            long version = 1;
            long previous = 0;
            try (Cursor newest = txn.cursor(VERSIONS, key, Rows.versionKey(key, 0))) {
                if (newest.first()) {
                    byte[] before = Rows.copy(newest.value());
                    previous = Rows.revision(before);
                    version = Rows.version(before) + 1;
                }
            }
            txn.put(VERSIONS, Rows.versionKey(key, revision), Rows.record(revision, version, value));
            txn.put(LOG, Rows.logKey(revision, key), Rows.logValue(previous));
        }

        @Override
        public long list(ReadView view, int keys, long revision) {
            long bytes = 0;
            byte[] last = Rows.EMPTY;
            try (Cursor versions = view.cursor(VERSIONS, null, null)) {
                boolean on = versions.first();
                for (int i = 0; i < keys && on; on = versions.next()) {
                    byte[] row = Rows.copy(versions.key());
                    byte[] key = Arrays.copyOf(row, row.length - Long.BYTES);
                    ByteBuffer value = versions.value();
                    if (!Arrays.equals(key, last) && value.getLong(value.position()) <= revision) {
                        bytes += Rows.copy(value).length;
                        last = key;
                        i++;
                    }
                }
            }
            return bytes;
        }

        @Override
        public long compact(WriteTxn txn, long from, long upTo, int rows) {
            return Rows.walk(txn, from, upTo, rows, VERSIONS);
        }
    }
}
